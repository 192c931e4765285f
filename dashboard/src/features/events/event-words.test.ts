import { expect, test } from 'vitest';
import { delivery } from '@/testing/builders';
import { eventWords, hasEnded } from './event-words';

test('what became of an event is said in a sentence', () => {
  const fannedOut = (...states: Parameters<typeof delivery>[]) => ({
    status: 'fanned_out' as const,
    deliveries: states.map(([more]) => delivery(more)),
  });
  expect(eventWords(fannedOut([{ state: 'succeeded' }]))).toBe('Its one delivery: succeeded.');
  expect(eventWords(fannedOut([{ state: 'succeeded' }], [{ state: 'succeeded' }]))).toBe(
    'All 2 deliveries: succeeded.',
  );
  const mixed = fannedOut([{ state: 'succeeded' }], [{ state: 'retrying' }]);
  expect(eventWords(mixed)).toBe('Of 2 deliveries: 1 retrying, 1 succeeded.');
  expect(hasEnded(mixed)).toBe(false);
});

test('without deliveries it waits, or nobody was subscribed', () => {
  const waiting = { status: 'waiting' as const, deliveries: [] };
  expect(eventWords(waiting)).toMatch(/^It waits: it is stored and safe/);
  expect(hasEnded(waiting)).toBe(false);
  const unmatched = { status: 'unmatched' as const, deliveries: [] };
  expect(eventWords(unmatched)).toMatch(/^Nobody was subscribed/);
  expect(hasEnded(unmatched)).toBe(true);
});
