import { expect, test } from 'vitest';
import { counted, percent, successRate } from './numbers';

test('one failure among a million is not 100 %', () => {
  expect(percent(successRate(999_999, 1))).toBe('99.9 %');
  expect(percent(successRate(5, 0))).toBe('100 %');
  expect(percent(successRate(0, 3))).toBe('0.0 %');
});

test('no traffic has no rate', () => {
  expect(percent(successRate(0, 0))).toBe('–');
});

test('one is not many', () => {
  expect(counted(1, 'delivery', 'deliveries')).toBe('1 delivery');
  expect(counted(1_200, 'delivery', 'deliveries')).toBe('1,200 deliveries');
});
