import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { eventQuery, type EventDetail } from '@/api/events';
import { indentJson } from '@/api/raw-json';
import { Answered } from '@/components/answered';
import { CopyButton } from '@/components/copy-button';
import { CopyableId } from '@/components/copyable-id';
import { DataTable } from '@/components/data-table';
import { PageHeader } from '@/components/page-header';
import { Panel } from '@/components/panel';
import { Skeleton } from '@/components/ui/skeleton';
import { deliveryOfEventColumns } from '@/features/deliveries/delivery-columns';
import { RelativeTime } from '@/time/relative-time';
import { EventStatusBadge } from './event-status-badge';
import { ReplayButton } from './replay-button';

const route = getRouteApi('/events/$eventId');

export function EventPage() {
  const { eventId } = route.useParams();
  const query = useQuery(eventQuery(eventId));
  return (
    <Answered query={query} skeleton={<Skeleton className="h-72" />}>
      {(event) => (
        <>
          <PageHeader
            title={event.type}
            description={
              <span className="flex flex-wrap items-center gap-x-3">
                <EventStatusBadge status={event.status} />
                <CopyableId id={event.id} full />
                <span>
                  accepted <RelativeTime at={event.createdAt} />
                </span>
                {event.orderingKey !== null && <span>ordering key {event.orderingKey}</span>}
              </span>
            }
            actions={<ReplayButton event={event} />}
          />
          <div className="space-y-5">
            <Deliveries event={event} />
            <Panel title="Data" aside={<CopyButton text={event.dataText} what="the data" />}>
              <pre className="overflow-x-auto font-mono text-[12.5px] leading-relaxed">
                {indentJson(event.dataText)}
              </pre>
            </Panel>
          </div>
        </>
      )}
    </Answered>
  );
}

function Deliveries({ event }: { event: EventDetail }) {
  switch (event.status) {
    case 'waiting':
      return <Said>It is stored and waits to be matched against the webhooks.</Said>;
    case 'unmatched':
      return (
        <Said>
          No webhook subscribed to {event.type} when it was matched. Register one and replay the
          event to deliver it.
        </Said>
      );
    case 'fanned_out':
      return (
        <DataTable
          label="Deliveries"
          rows={event.deliveries}
          columns={deliveryOfEventColumns}
          rowId={({ id }) => id}
        />
      );
  }
}

function Said({ children }: { children: React.ReactNode }) {
  return (
    <p className="rounded-lg border border-dashed px-4 py-6 text-center text-muted-foreground">
      {children}
    </p>
  );
}
