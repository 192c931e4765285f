import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { deliveryCountsQuery } from '@/api/deliveries';
import { DELIVERY_STATES, DeliveryStateBadge } from '@/components/delivery-state-badge';
import { Facets } from '@/components/facets';
import type { DeliveriesSearch } from './deliveries-search';
import { countFilter, withFilter } from './delivery-filter';

export function StateFacets({ search }: { search: DeliveriesSearch }) {
  return (
    <Facets
      label="States"
      all="All states"
      values={DELIVERY_STATES}
      chosen={search.state}
      counts={useQuery(deliveryCountsQuery(countFilter(search)))}
      counted="How many are in each state"
      badge={(state) => <DeliveryStateBadge state={state} />}
      link={(state, props) => (
        <Link to="/deliveries" search={withFilter(search, { state })} {...props} />
      )}
    />
  );
}
