import { CircleDashed, CircleOff, Split } from 'lucide-react';
import type { Event } from '@/api/events';
import { Badge } from '@/components/badge';

/** Whether an event has been matched against the webhooks, and whether any wanted it. */
export function EventStatusBadge({ status }: { status: Event['status'] }) {
  switch (status) {
    case 'waiting':
      return (
        <Badge tone="busy" icon={CircleDashed} title="Accepted; its deliveries are not made yet">
          Waiting
        </Badge>
      );
    case 'fanned_out':
      return (
        <Badge tone="ok" icon={Split} title="It has a delivery for each webhook that matched">
          Fanned out
        </Badge>
      );
    case 'unmatched':
      return (
        <Badge tone="idle" icon={CircleOff} title="No webhook subscribed to its type">
          Nobody subscribed
        </Badge>
      );
  }
}
