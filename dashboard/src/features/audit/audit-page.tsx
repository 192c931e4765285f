import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { auditQuery } from '@/api/audit';
import { present } from '@/api/present';
import { Answered } from '@/components/answered';
import { DataTable } from '@/components/data-table';
import { counted } from '@/components/numbers';
import { PageHeader } from '@/components/page-header';
import { Pager } from '@/components/pager';
import { TableSkeleton } from '@/components/table-skeleton';
import { TimeFilter } from '@/components/time-filter';
import { ActionFilter } from './action-filter';
import { auditColumns } from './audit-columns';
import type { AuditSearch } from './audit-search';
import { ExactFilter } from './exact-filter';
import { NoEntries } from './no-entries';

const route = getRouteApi('/audit');

export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(auditQuery(present(search)));
  // Another choice begins on its first page.
  const filter = (change: Partial<AuditSearch>) =>
    void navigate({ search: { ...search, ...change, cursor: undefined } });
  return (
    <>
      <PageHeader title="Audit" description="Who did what, when, and from where." />
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <ExactFilter
          label="Id of the actor"
          value={search.actor}
          onChange={(actor) => filter({ actor })}
        />
        <ActionFilter value={search.action} onChange={(action) => filter({ action })} />
        <ExactFilter
          label="Id of the object"
          value={search.object}
          onChange={(object) => filter({ object })}
        />
        <TimeFilter from={search.from} to={search.to} onChange={filter} />
      </div>
      <Answered query={query} skeleton={<TableSkeleton />}>
        {({ data, nextCursor }) =>
          data.length === 0 && search.cursor === undefined ? (
            <NoEntries search={search} />
          ) : (
            <>
              <DataTable
                label="Audit"
                rows={data}
                columns={auditColumns}
                rowId={({ id }) => id}
                busy={query.isPlaceholderData}
              />
              <Pager
                list="/audit"
                cursor={search.cursor}
                nextCursor={nextCursor}
                summary={counted(data.length, 'entry', 'entries')}
              />
            </>
          )
        }
      </Answered>
    </>
  );
}
