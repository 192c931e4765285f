import {
  Activity,
  Inbox,
  KeyRound,
  ScrollText,
  Send,
  Users,
  Webhook,
  type LucideIcon,
} from 'lucide-react';
import type { Scope } from '@/api/session';

interface Page {
  to: '/' | '/events' | '/deliveries' | '/webhooks' | '/keys' | '/people' | '/audit';
  name: string;
  icon: LucideIcon;
  /** Pressed after `g`, it goes there. */
  letter: string;
  /** Whoever has it not does not see the page. */
  needs: Scope;
}

export const PAGES: readonly Page[] = [
  { to: '/', name: 'Overview', icon: Activity, letter: 'o', needs: 'read' },
  { to: '/events', name: 'Events', icon: Inbox, letter: 'e', needs: 'read' },
  { to: '/deliveries', name: 'Deliveries', icon: Send, letter: 'd', needs: 'read' },
  { to: '/webhooks', name: 'Webhooks', icon: Webhook, letter: 'w', needs: 'read' },
  { to: '/keys', name: 'API keys', icon: KeyRound, letter: 'k', needs: 'access:manage' },
  { to: '/people', name: 'People', icon: Users, letter: 'p', needs: 'access:manage' },
  { to: '/audit', name: 'Audit', icon: ScrollText, letter: 'a', needs: 'access:manage' },
];

export function pagesFor(scopes: readonly Scope[]): readonly Page[] {
  return PAGES.filter(({ needs }) => scopes.includes(needs));
}
