import {
  Activity,
  Inbox,
  KeyRound,
  ScrollText,
  Send,
  Webhook,
  type LucideIcon,
} from 'lucide-react';

interface Page {
  to: '/' | '/events' | '/deliveries' | '/webhooks' | '/keys' | '/audit';
  name: string;
  icon: LucideIcon;
  /** Pressed after `g`, it goes there. */
  letter: string;
}

export const PAGES: readonly Page[] = [
  { to: '/', name: 'Overview', icon: Activity, letter: 'o' },
  { to: '/events', name: 'Events', icon: Inbox, letter: 'e' },
  { to: '/deliveries', name: 'Deliveries', icon: Send, letter: 'd' },
  { to: '/webhooks', name: 'Webhooks', icon: Webhook, letter: 'w' },
  { to: '/keys', name: 'API keys', icon: KeyRound, letter: 'k' },
  { to: '/audit', name: 'Audit', icon: ScrollText, letter: 'a' },
];
