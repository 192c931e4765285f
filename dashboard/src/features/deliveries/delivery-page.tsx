import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { deliveryQuery } from '@/api/deliveries';
import { Answered } from '@/components/answered';
import { CopyableId } from '@/components/copyable-id';
import { DeliveryStateBadge } from '@/components/delivery-state-badge';
import { PageHeader } from '@/components/page-header';
import { Skeleton } from '@/components/ui/skeleton';
import { AttemptPanel } from './attempt-panel';
import { AttemptTimeline } from './attempt-timeline';
import { DeliveryActions } from './delivery-actions';
import { DeliveryFacts } from './delivery-facts';
import { useDueRefresh } from './use-due-refresh';

const route = getRouteApi('/deliveries/$deliveryId');

export function DeliveryPage() {
  const { deliveryId } = route.useParams();
  const { attempt: chosen } = route.useSearch();
  const everyMs = useDueRefresh();
  const query = useQuery({
    ...deliveryQuery(deliveryId),
    refetchInterval: ({ state }) => everyMs(state.data),
  });
  return (
    <>
      {query.data === undefined && (
        <PageHeader
          title="Delivery"
          description={<CopyableId id={deliveryId} full className="wrap-anywhere" />}
        />
      )}
      <Answered query={query} skeleton={<DeliverySkeleton />}>
        {(delivery) => {
          const attempt =
            delivery.log.find((one) => String(one.attempt) === chosen) ?? delivery.log.at(-1);
          return (
            <>
              <PageHeader
                title={<span className="font-mono">{delivery.eventType}</span>}
                tabTitle={`Delivery of ${delivery.eventType}`}
                description={
                  <span className="flex flex-wrap items-center gap-x-4">
                    <DeliveryStateBadge state={delivery.state} />
                    <CopyableId id={delivery.id} full />
                  </span>
                }
                actions={<DeliveryActions delivery={delivery} />}
              />
              <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[21rem_minmax(0,1fr)]">
                <div className="space-y-5">
                  <AttemptTimeline delivery={delivery} shown={attempt?.attempt} />
                  <DeliveryFacts delivery={delivery} />
                </div>
                <AttemptPanel delivery={delivery} attempt={attempt} />
              </div>
            </>
          );
        }}
      </Answered>
    </>
  );
}

function DeliverySkeleton() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[21rem_minmax(0,1fr)]">
      <Skeleton className="h-80" />
      <Skeleton className="h-80" />
    </div>
  );
}
