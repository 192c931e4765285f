import { expect, test } from 'vitest';
import { deliveriesSearch, type DeliveriesSearch } from './deliveries-search';
import { bulkRequest, bulkTarget, isChangedBy } from './bulk-target';

const now = Date.parse('2026-11-24T10:00:00Z');
const nothing = new Set<string>();

function search(params: Record<string, string>): DeliveriesSearch {
  return deliveriesSearch.parse(params);
}

test('ticked rows go before the filters', () => {
  const target = bulkTarget(search({ state: 'retrying' }), new Set(['dlv_a', 'dlv_b']), now);
  expect(target && bulkRequest('retry', target)).toEqual({
    action: 'retry',
    deliveryIds: ['dlv_a', 'dlv_b'],
  });
});

test('a filter ends at the moment of the preview', () => {
  const target = bulkTarget(
    search({ state: 'exhausted', webhookId: 'whk_a', cursor: 'page-7' }),
    nothing,
    now,
  );
  expect(target && bulkRequest('retry', target)).toEqual({
    action: 'retry',
    filter: { state: 'exhausted', webhookId: 'whk_a', to: '2026-11-24T10:00:00.000Z' },
  });
});

test('a filter that ends earlier stays as it is, and one that ends later is cut', () => {
  const until = (to: string) => bulkTarget(search({ state: 'pending', to }), nothing, now);
  expect(until('2026-11-24T09:00:00Z')).toMatchObject({
    filter: { to: '2026-11-24T09:00:00.000Z' },
  });
  expect(until('2026-11-25T00:00:00Z')).toMatchObject({
    filter: { to: '2026-11-24T10:00:00.000Z' },
  });
});

test('without a state or a selection there is nothing to act on', () => {
  expect(bulkTarget(search({ webhookId: 'whk_a' }), nothing, now)).toBeUndefined();
});

test('only what waits can be cancelled, and what is in flight can not be retried', () => {
  expect(isChangedBy('cancel', 'retrying')).toBe(true);
  expect(isChangedBy('cancel', 'exhausted')).toBe(false);
  expect(isChangedBy('retry', 'succeeded')).toBe(true);
  expect(isChangedBy('retry', 'in_flight')).toBe(false);
});
