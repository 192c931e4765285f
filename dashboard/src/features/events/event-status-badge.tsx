import { CircleSlash, Hourglass, Split, type LucideIcon } from 'lucide-react';
import type { Event } from '@/api/events';
import { Badge, type Tone } from '@/components/badge';

const STATUSES: Record<
  Event['status'],
  { word: string; tone: Tone; icon: LucideIcon; means: string }
> = {
  waiting: {
    word: 'Waits',
    tone: 'warn',
    icon: Hourglass,
    means: 'It is stored and safe; its deliveries are not made yet',
  },
  fanned_out: {
    word: 'Has deliveries',
    tone: 'ok',
    icon: Split,
    means: 'There is a delivery for each webhook that matched',
  },
  unmatched: {
    word: 'Nobody subscribed',
    tone: 'idle',
    icon: CircleSlash,
    means: 'No webhook matched its type',
  },
};

export function EventStatusBadge({ status }: { status: Event['status'] }) {
  const { word, tone, icon, means } = STATUSES[status];
  return (
    <Badge tone={tone} icon={icon} title={means}>
      {word}
    </Badge>
  );
}
