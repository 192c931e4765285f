import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { deliveriesQuery } from '@/api/deliveries';
import { Answered } from '@/components/answered';
import { DataTable } from '@/components/data-table';
import { counted } from '@/components/numbers';
import { PageHeader } from '@/components/page-header';
import { Pager } from '@/components/pager';
import { TableSkeleton } from '@/components/table-skeleton';
import { TimeFilter } from '@/components/time-filter';
import { BulkBar } from './bulk-bar';
import { BulkDialogs } from './bulk-dialogs';
import type { DeliveriesSearch } from './deliveries-search';
import { deliveryColumns } from './delivery-columns';
import { filterKey, listFilter, withFilter } from './delivery-filter';
import { IdFilter } from './id-filter';
import { NoDeliveries } from './no-deliveries';
import { SavedViews } from './saved-views';
import { StateFacets } from './state-facets';
import { WebhookFilter } from './webhook-filter';

const route = getRouteApi('/deliveries');
const NONE: ReadonlySet<string> = new Set();

export function DeliveriesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(deliveriesQuery(listFilter(search)));
  const [ticked, tick] = useTicked(filterKey(search));
  const filter = (change: Partial<DeliveriesSearch>) =>
    void navigate({ search: withFilter(search, change) });
  return (
    <>
      <PageHeader
        title="Deliveries"
        description="One event for one webhook, with every attempt to get it there."
        actions={<SavedViews />}
      />
      <StateFacets search={search} />
      <div className="mt-2.5 flex flex-wrap items-center gap-2">
        <WebhookFilter value={search.webhookId} onChange={(webhookId) => filter({ webhookId })} />
        <IdFilter
          eventId={search.eventId}
          onEvent={(eventId) => filter({ eventId })}
          onWebhook={(webhookId) => filter({ webhookId })}
        />
        <TimeFilter from={search.from} to={search.to} onChange={filter} />
      </div>
      <BulkBar
        search={search}
        ticked={ticked}
        shown={query.data?.data.map(({ id }) => id) ?? []}
        onClear={() => tick(NONE)}
      />
      <Answered query={query} skeleton={<TableSkeleton />}>
        {({ data, nextCursor }) =>
          data.length === 0 && search.cursor === undefined ? (
            <NoDeliveries search={search} />
          ) : (
            <>
              <DataTable
                label="Deliveries"
                rows={data}
                columns={deliveryColumns}
                rowId={({ id }) => id}
                selection={{ ids: ticked, onChange: tick }}
                busy={query.isPlaceholderData}
              />
              <Pager
                list="/deliveries"
                cursor={search.cursor}
                nextCursor={nextCursor}
                summary={counted(data.length, 'delivery', 'deliveries')}
              />
            </>
          )
        }
      </Answered>
      <BulkDialogs search={search} ticked={ticked} onStarted={() => tick(NONE)} />
    </>
  );
}

/** What is ticked stays from page to page, and ends with the filters that it was ticked under. */
function useTicked(key: string) {
  const [kept, keep] = useState({ key, ids: NONE });
  const ticked = kept.key === key ? kept.ids : NONE;
  return [ticked, (ids: ReadonlySet<string>) => keep({ key, ids })] as const;
}
