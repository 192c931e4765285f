import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Repeat } from 'lucide-react';
import { eventQuery, type EventDetail } from '@/api/events';
import { Answered } from '@/components/answered';
import { CopyableId } from '@/components/copyable-id';
import { DataTable } from '@/components/data-table';
import { JsonLayoutSwitch, JsonText } from '@/components/json-text';
import { PageHeader } from '@/components/page-header';
import { Panel } from '@/components/panel';
import { Skeleton } from '@/components/ui/skeleton';
import { deliveryOfEventColumns } from '@/features/deliveries/delivery-columns';
import { useCloseDialog } from '@/router/use-close-dialog';
import { ScopedButton } from '@/session/scoped-button';
import { EventFacts } from './event-facts';
import { EventStatusBadge } from './event-status-badge';
import { EventTimelinePanel } from './event-timeline-panel';
import { eventWords } from './event-words';
import { ReplayDialog } from './replay-dialog';

const route = getRouteApi('/events/$eventId');

export function EventPage() {
  const { eventId } = route.useParams();
  const { dialog } = route.useSearch();
  const closeDialog = useCloseDialog();
  const query = useQuery(eventQuery(eventId));
  return (
    <>
      {query.data === undefined && (
        <PageHeader
          title="Event"
          description={<CopyableId id={eventId} full className="wrap-anywhere" />}
        />
      )}
      <Answered query={query} skeleton={<EventSkeleton />}>
        {(event) => (
          <>
            <PageHeader
              title={<span className="font-mono">{event.type}</span>}
              tabTitle={`Event ${event.type}`}
              description={
                <span className="flex flex-wrap items-center gap-x-4">
                  <EventStatusBadge status={event.status} />
                  <CopyableId id={event.id} full />
                </span>
              }
              actions={
                <ScopedButton needs="deliveries:operate" asChild>
                  <Link from="/events/$eventId" search={(now) => ({ ...now, dialog: 'replay' })}>
                    <Repeat aria-hidden />
                    Replay…
                  </Link>
                </ScopedButton>
              }
            />
            <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[21rem_minmax(0,1fr)]">
              <div className="space-y-5">
                <EventTimelinePanel event={event} />
                <EventFacts event={event} />
              </div>
              <div className="space-y-5">
                <Deliveries event={event} />
                <Payload event={event} />
              </div>
            </div>
            {dialog === 'replay' && <ReplayDialog event={event} onClose={closeDialog} />}
          </>
        )}
      </Answered>
    </>
  );
}

function Deliveries({ event }: { event: EventDetail }) {
  return (
    <section aria-label="Deliveries">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 className="text-[15px] font-semibold">Deliveries</h2>
        {event.deliveries.length > 0 && (
          <Link
            to="/deliveries"
            search={{ eventId: event.id }}
            className="text-primary hover:underline"
          >
            Filter, retry or cancel them
          </Link>
        )}
      </div>
      {event.deliveries.length === 0 ? (
        <p className="rounded-lg border border-dashed px-4 py-5 text-muted-foreground">
          {eventWords(event)}
        </p>
      ) : (
        <DataTable
          label="Deliveries"
          rows={event.deliveries}
          columns={deliveryOfEventColumns}
          rowId={({ id }) => id}
        />
      )}
    </section>
  );
}

function Payload({ event }: { event: EventDetail }) {
  const { layout } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Panel
      title="Data"
      aside={
        <JsonLayoutSwitch
          value={layout ?? 'indented'}
          onChange={(next) =>
            void navigate({
              search: (now) => ({ ...now, layout: next === 'sent' ? 'sent' : undefined }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
    >
      <JsonText text={event.dataText} what="the data of the event" layout={layout ?? 'indented'} />
    </Panel>
  );
}

function EventSkeleton() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[21rem_minmax(0,1fr)]">
      <Skeleton className="h-80" />
      <Skeleton className="h-80" />
    </div>
  );
}
