import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { deliveriesQuery } from '@/api/deliveries';
import { Answered } from '@/components/answered';
import { DataTable } from '@/components/data-table';
import { TableSkeleton } from '@/components/table-skeleton';
import { deliveryOfWebhookColumns } from '@/features/deliveries/delivery-columns';

const LATEST = 10;

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
              columns={deliveryOfWebhookColumns}
              rowId={({ id }) => id}
            />
          )
        }
      </Answered>
    </section>
  );
}
