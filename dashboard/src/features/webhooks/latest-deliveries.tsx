import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { deliveriesQuery, type Delivery } from '@/api/deliveries';
import { Answered } from '@/components/answered';
import { CopyableId } from '@/components/copyable-id';
import { DataTable, type Column } from '@/components/data-table';
import { DeliveryStateBadge } from '@/components/delivery-state-badge';
import { TableSkeleton } from '@/components/table-skeleton';
import { RelativeTime } from '@/time/relative-time';

const LATEST = 10;

const columns: Column<Delivery>[] = [
  {
    id: 'id',
    header: 'Delivery',
    cell: ({ row: { original: delivery } }) => (
      <CopyableId
        id={delivery.id}
        wrap={(text) => (
          <Link
            to="/deliveries/$deliveryId"
            params={{ deliveryId: delivery.id }}
            className="hover:underline"
          >
            {text}
          </Link>
        )}
      />
    ),
  },
  {
    id: 'type',
    header: 'Event type',
    cell: ({ row: { original: delivery } }) => (
      <Link
        to="/events/$eventId"
        params={{ eventId: delivery.eventId }}
        className="font-mono text-[12.5px] hover:underline"
      >
        {delivery.eventType}
      </Link>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ row }) => <DeliveryStateBadge state={row.original.state} />,
  },
  { id: 'attempts', header: 'Attempts', cell: ({ row }) => row.original.attempts },
  {
    id: 'created',
    header: 'Created',
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} />,
  },
];

export function LatestDeliveries({ webhookId }: { webhookId: string }) {
  const query = useQuery(deliveriesQuery({ webhookId, limit: LATEST }));
  return (
    <section aria-label="Latest deliveries">
      <div className="mb-3 flex items-center justify-between">
        <h2 className="text-[15px] font-semibold">Latest deliveries</h2>
        <Link to="/deliveries" search={{ webhookId }} className="text-primary hover:underline">
          All its deliveries
        </Link>
      </div>
      <Answered query={query} skeleton={<TableSkeleton rows={LATEST} />}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="rounded-lg border border-dashed px-4 py-6 text-center text-muted-foreground">
              Nothing has matched it yet. Send a test event to see how it answers.
            </p>
          ) : (
            <DataTable
              label="Latest deliveries"
              rows={data}
              columns={columns}
              rowId={({ id }) => id}
            />
          )
        }
      </Answered>
    </section>
  );
}
