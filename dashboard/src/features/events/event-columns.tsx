import { Link } from '@tanstack/react-router';
import type { Event } from '@/api/events';
import { CopyableId } from '@/components/copyable-id';
import type { Column } from '@/components/data-table';
import { RelativeTime } from '@/time/relative-time';
import { EventStatusBadge } from './event-status-badge';

export const eventColumns: Column<Event>[] = [
  {
    id: 'status',
    header: 'Status',
    cell: ({ row }) => <EventStatusBadge status={row.original.status} />,
  },
  {
    id: 'type',
    header: 'Type',
    cell: ({ row }) => (
      <span className="font-mono text-[12.5px] whitespace-nowrap">{row.original.type}</span>
    ),
  },
  {
    id: 'id',
    header: 'Event',
    cell: ({ row: { original: event } }) => (
      <CopyableId
        id={event.id}
        wrap={(text) => (
          <Link
            to="/events/$eventId"
            params={{ eventId: event.id }}
            className="font-medium hover:underline"
          >
            {text}
          </Link>
        )}
      />
    ),
  },
  {
    id: 'key',
    header: 'Ordering key',
    cell: ({ row }) => row.original.orderingKey ?? <span className="text-muted-foreground">–</span>,
  },
  {
    id: 'accepted',
    header: 'Accepted',
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} />,
  },
];
