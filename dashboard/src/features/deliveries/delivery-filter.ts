import type { CountFilter, DeliveryFilter } from '@/api/deliveries';
import { present } from '@/api/present';
import type { DeliveriesSearch } from './deliveries-search';

/** The search params that choose deliveries: all but what pages through them and what is open. */
const FILTERS = ['state', 'webhookId', 'eventId', 'from', 'to'] as const;

export function listFilter(search: DeliveriesSearch): DeliveryFilter {
  const { state, webhookId, eventId, from, to, cursor } = search;
  return present({ state, webhookId, eventId, from, to, cursor });
}

/** As the list, without the state: the facets say how many there would be in each. */
export function countFilter({ webhookId, eventId, from, to }: DeliveriesSearch): CountFilter {
  return present({ webhookId, eventId, from, to });
}

export function isFiltered(search: DeliveriesSearch): boolean {
  return FILTERS.some((name) => search[name] !== undefined);
}

/** The same for two searches that choose the same deliveries, whatever page is shown. */
export function filterKey(search: DeliveriesSearch): string {
  return FILTERS.map((name) => search[name] ?? '').join(' ');
}

/** Another choice begins on its first page, with nothing open. */
export function withFilter(
  search: DeliveriesSearch,
  change: Partial<Pick<DeliveriesSearch, (typeof FILTERS)[number]>>,
): DeliveriesSearch {
  return { ...search, ...change, cursor: undefined, dialog: undefined, bulk: undefined };
}
