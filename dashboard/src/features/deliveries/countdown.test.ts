import { expect, test } from 'vitest';
import { countdown } from './countdown';

const now = Date.parse('2026-11-24T10:00:00Z');

test('a countdown ends with the attempt being due, and never says 0 s before', () => {
  expect(countdown('2026-11-24T10:02:05Z', now)).toBe('in 2 m 5 s');
  expect(countdown('2026-11-24T10:00:09.400Z', now)).toBe('in 10 s');
  expect(countdown('2026-11-24T10:00:03Z', now)).toBe('in 3 s');
  expect(countdown('2026-11-24T10:00:00.100Z', now)).toBe('in 1 s');
  expect(countdown('2026-11-24T10:00:00Z', now)).toBe('due now');
  expect(countdown('2026-11-24T09:59:00Z', now)).toBe('due now');
});
