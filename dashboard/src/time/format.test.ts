import { expect, test } from 'vitest';
import { absolute, duration, relative } from './format';

const now = Date.parse('2026-11-24T10:00:00Z');

test('a moment reads in the largest unit that fits, ago or ahead', () => {
  expect(relative('2026-11-24T10:00:00.2Z', now)).toBe('now');
  expect(relative('2026-11-24T09:59:48Z', now)).toBe('12 s ago');
  expect(relative('2026-11-24T09:57:01Z', now)).toBe('2 m ago');
  expect(relative('2026-11-24T13:00:00Z', now)).toBe('in 3 h');
  expect(relative('2026-11-20T10:00:00Z', now)).toBe('4 d ago');
});

test('a duration reads in at most two units', () => {
  expect(duration(340)).toBe('340 ms');
  expect(duration(1_240)).toBe('1.2 s');
  expect(duration(125_000)).toBe('2 m 5 s');
  expect(duration(7_200_000)).toBe('2 h');
});

test('an absolute time says its zone', () => {
  expect(absolute('2026-11-24T10:00:00.5Z', 'utc')).toBe('2026-11-24 10:00:00.500 UTC');
});
