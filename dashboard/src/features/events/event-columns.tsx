import { Link } from '@tanstack/react-router';
import type { Event } from '@/api/events';
import { CopyableId } from '@/components/copyable-id';
import type { Column } from '@/components/data-table';
import { RelativeTime } from '@/time/relative-time';
import { EventStatusBadge } from './event-status-badge';

export const eventColumns: Column<Event>[] = [
  {
    id: 'type',
    header: 'Type',
    cell: ({ row: { original: event } }) => (
      <Link
        to="/events/$eventId"
        params={{ eventId: event.id }}
        className="font-mono text-[12.5px] font-medium hover:underline"
      >
        {event.type}
      </Link>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    cell: ({ row }) => <EventStatusBadge status={row.original.status} />,
  },
  {
    id: 'id',
    header: 'Event',
    cell: ({ row: { original: event } }) => (
      <CopyableId
        id={event.id}
        wrap={(text) => (
          <Link to="/events/$eventId" params={{ eventId: event.id }} className="hover:underline">
            {text}
          </Link>
        )}
      />
    ),
  },
  {
    id: 'ordering',
    header: 'Ordering key',
    cell: ({ row: { original: event } }) =>
      event.orderingKey === null ? (
        <span className="text-muted-foreground">–</span>
      ) : (
        <span className="block max-w-48 truncate font-mono text-[12.5px]" title={event.orderingKey}>
          {event.orderingKey}
        </span>
      ),
  },
  {
    id: 'happened',
    header: 'Happened',
    cell: ({ row }) => <RelativeTime at={row.original.timestamp} />,
  },
  {
    id: 'accepted',
    header: 'Accepted',
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} />,
  },
];
