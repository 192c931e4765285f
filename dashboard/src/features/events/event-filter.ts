import type { EventCountFilter, EventFilter } from '@/api/events';
import { present } from '@/api/present';
import type { EventsSearch } from './events-search';

export function listFilter({ type, status, from, to, cursor }: EventsSearch): EventFilter {
  return present({ type, status, from, to, cursor });
}

/** As the list, without the status: the facets say how many there would be of each. */
export function countFilter({ type, from, to }: EventsSearch): EventCountFilter {
  return present({ type, from, to });
}

/** Another choice begins on its first page. */
export function withFilter(search: EventsSearch, change: Partial<EventsSearch>): EventsSearch {
  return { ...search, ...change, cursor: undefined };
}
