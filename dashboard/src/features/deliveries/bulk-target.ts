import type { BulkAction, BulkFilter, NewBulkAction } from '@/api/bulk-actions';
import type { DeliveryState } from '@/api/deliveries';
import type { DeliveriesSearch } from './deliveries-search';
import { countFilter } from './delivery-filter';

export type BulkVerb = BulkAction['action'];

/** What a bulk action is about: rows that were ticked, or all that the filters match. */
export type BulkTarget =
  { kind: 'ticked'; ids: readonly string[] } | { kind: 'matching'; filter: BulkFilter };

/** The most that one call may name; the relay refuses more. */
export const MOST_NAMED = 1_000;

/** Which of the states the action changes; the relay leaves the others alone. */
export function isChangedBy(verb: BulkVerb, state: DeliveryState): boolean {
  return verb === 'retry' ? state !== 'in_flight' : state === 'pending' || state === 'retrying';
}

/**
 * The ticked rows, or else all that match and were there at `now`: what comes after the preview is
 * not what was previewed. Undefined if there is nothing to act on.
 */
export function bulkTarget(
  search: DeliveriesSearch,
  ticked: ReadonlySet<string>,
  now: number,
): BulkTarget | undefined {
  if (ticked.size > 0) return { kind: 'ticked', ids: [...ticked] };
  if (search.state === undefined) return undefined;
  const ends = search.to === undefined ? now : Math.min(now, Date.parse(search.to));
  return {
    kind: 'matching',
    filter: {
      ...countFilter(search),
      state: search.state,
      to: new Date(ends).toISOString(),
    },
  };
}

export function bulkRequest(verb: BulkVerb, target: BulkTarget): NewBulkAction {
  return target.kind === 'ticked'
    ? { action: verb, deliveryIds: [...target.ids] }
    : { action: verb, filter: target.filter };
}
