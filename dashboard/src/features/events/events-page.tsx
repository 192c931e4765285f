import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { eventsQuery } from '@/api/events';
import { Answered } from '@/components/answered';
import { DataTable } from '@/components/data-table';
import { counted } from '@/components/numbers';
import { PageHeader } from '@/components/page-header';
import { Pager } from '@/components/pager';
import { TableSkeleton } from '@/components/table-skeleton';
import { TimeFilter } from '@/components/time-filter';
import { present } from '@/router/present';
import { eventColumns } from './event-columns';
import { NoEvents } from './no-events';
import { TypeFilter } from './type-filter';

const route = getRouteApi('/events');

export function EventsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(eventsQuery(present(search)));
  const { type, from, to, cursor } = search;
  const filter = (change: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...change, cursor: undefined }) });
  return (
    <>
      <PageHeader
        title="Events"
        description="What services posted. Press Ctrl-K to find one by its id or idempotency key."
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <TypeFilter
          key={type ?? ''}
          type={type}
          onChange={(wanted) => {
            filter({ type: wanted });
          }}
        />
        <TimeFilter from={from} to={to} onChange={filter} />
      </div>
      <Answered query={query} skeleton={<TableSkeleton />}>
        {({ data, nextCursor }) =>
          data.length === 0 && cursor === undefined ? (
            <NoEvents filtered={type !== undefined || from !== undefined || to !== undefined} />
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
                cursor={cursor}
                nextCursor={nextCursor}
                summary={counted(data.length, 'event', 'events')}
              />
            </>
          )
        }
      </Answered>
    </>
  );
}
