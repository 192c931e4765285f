import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { deliveryCountsQuery, type DeliveryState } from '@/api/deliveries';
import { cn } from '@/components/cn';
import { DELIVERY_STATES, DeliveryStateBadge } from '@/components/delivery-state-badge';
import { errorWords } from '@/components/error-words';
import { cappedCount } from './capped-count';
import type { DeliveriesSearch } from './deliveries-search';
import { countFilter, withFilter } from './delivery-filter';

/** The states as filters, each with the number of deliveries that the other filters leave it. */
export function StateFacets({ search }: { search: DeliveriesSearch }) {
  const counts = useQuery(deliveryCountsQuery(countFilter(search)));
  const figure = (state: DeliveryState) =>
    counts.data === undefined
      ? undefined
      : cappedCount(counts.data.counts[state], counts.data.capped);
  return (
    <nav aria-label="States">
      <ul className="flex flex-wrap gap-1.5">
        <li>
          <Facet search={search} state={undefined} />
        </li>
        {DELIVERY_STATES.map((state) => (
          <li key={state}>
            <Facet search={search} state={state} figure={figure(state)} />
          </li>
        ))}
      </ul>
      {counts.isError && counts.data === undefined && (
        <p role="status" className="mt-1.5 text-xs text-muted-foreground">
          How many are in each state could not be read: {errorWords(counts.error).title}.{' '}
          <button
            type="button"
            className="text-primary underline underline-offset-2"
            onClick={() => void counts.refetch()}
          >
            Try again
          </button>
        </p>
      )}
    </nav>
  );
}

function Facet({
  search,
  state,
  figure,
}: {
  search: DeliveriesSearch;
  state: DeliveryState | undefined;
  figure?: string | undefined;
}) {
  const chosen = search.state === state;
  return (
    <Link
      to="/deliveries"
      search={withFilter(search, { state })}
      aria-current={chosen ? 'true' : undefined}
      className={cn(
        'flex h-8 items-center gap-2 rounded-md border bg-card px-2.5 hover:border-input',
        chosen && 'border-primary bg-accent hover:border-primary',
      )}
    >
      {state === undefined ? 'All states' : <DeliveryStateBadge state={state} />}
      {state !== undefined && (
        <span className="min-w-[2ch] text-right text-muted-foreground">{figure ?? '–'}</span>
      )}
    </Link>
  );
}
