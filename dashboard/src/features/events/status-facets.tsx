import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { eventCountsQuery, type EventStatusFilter } from '@/api/events';
import { DELIVERY_STATES, DeliveryStateBadge } from '@/components/delivery-state-badge';
import { Facets } from '@/components/facets';
import { countFilter, withFilter } from './event-filter';
import { EventStatusBadge } from './event-status-badge';
import type { EventsSearch } from './events-search';

/** In the order in which an event goes through them; what has no delivery stands at the ends. */
const STATUSES: readonly EventStatusFilter[] = ['waiting', ...DELIVERY_STATES, 'unmatched'];

/** An event counts under each state that one of its deliveries is in. */
export function StatusFacets({ search }: { search: EventsSearch }) {
  return (
    <Facets
      label="What became of them"
      all="All events"
      values={STATUSES}
      chosen={search.status}
      counts={useQuery(eventCountsQuery(countFilter(search)))}
      counted="How many there are of each"
      badge={(status) =>
        status === 'waiting' || status === 'unmatched' ? (
          <EventStatusBadge status={status} />
        ) : (
          <DeliveryStateBadge state={status} />
        )
      }
      link={(status, props) => (
        <Link to="/events" search={withFilter(search, { status })} {...props} />
      )}
    />
  );
}
