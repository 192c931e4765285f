import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { eventsQuery } from '@/api/events';
import { Answered } from '@/components/answered';
import { DataTable } from '@/components/data-table';
import { counted } from '@/components/numbers';
import { PageHeader } from '@/components/page-header';
import { Pager } from '@/components/pager';
import { TableSkeleton } from '@/components/table-skeleton';
import { TimeFilter } from '@/components/time-filter';
import { eventColumns } from './event-columns';
import { listFilter, withFilter } from './event-filter';
import { EventSearchField } from './event-search-field';
import type { EventsSearch } from './events-search';
import { NoEvents } from './no-events';
import { useCloseDialog } from '@/router/use-close-dialog';
import { ScopedButton } from '@/session/scoped-button';
import { StatusFacets } from './status-facets';
import { TypeChip } from './type-chip';

const route = getRouteApi('/events');
// With it comes all that a form needs, which the list does not.
const SendDialog = lazy(async () => ({ default: (await import('./send-dialog')).SendDialog }));

export function EventsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const closeDialog = useCloseDialog();
  const query = useQuery(eventsQuery(listFilter(search)));
  const filter = (change: Partial<EventsSearch>) =>
    void navigate({ search: withFilter(search, change) });
  return (
    <>
      <PageHeader
        title="Events"
        description="What happened, as your services posted it."
        actions={
          <ScopedButton needs="events:write" asChild>
            <Link from="/events" search={(now) => ({ ...now, dialog: 'send' })}>
              <Send aria-hidden />
              Send a test event
            </Link>
          </ScopedButton>
        }
      />
      <StatusFacets search={search} />
      <div className="mt-2.5 mb-4 flex flex-wrap items-center gap-2">
        <EventSearchField onType={(type) => filter({ type })} />
        {search.type !== undefined && (
          <TypeChip type={search.type} onRemove={() => filter({ type: undefined })} />
        )}
        <TimeFilter from={search.from} to={search.to} onChange={filter} />
      </div>
      <Answered query={query} skeleton={<TableSkeleton />}>
        {({ data, nextCursor }) =>
          data.length === 0 && search.cursor === undefined ? (
            <NoEvents search={search} />
          ) : (
            <>
              <DataTable
                label="Events"
                rows={data}
                columns={eventColumns}
                rowId={({ id }) => id}
                busy={query.isPlaceholderData}
              />
              <Pager
                list="/events"
                cursor={search.cursor}
                nextCursor={nextCursor}
                summary={counted(data.length, 'event', 'events')}
              />
            </>
          )
        }
      </Answered>
      {search.dialog === 'send' && (
        <Suspense>
          <SendDialog onClose={closeDialog} />
        </Suspense>
      )}
    </>
  );
}
