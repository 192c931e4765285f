import { expect, test } from 'vitest';
import { isolated } from './isolated';

test('only a value without a neighbour is isolated', () => {
  expect(isolated([null, 5, null, 1, 2, null])).toEqual([1]);
  expect(isolated([7])).toEqual([0]);
  expect(isolated([0, null, 0])).toEqual([0, 2]);
  expect(isolated([1, 2, 3])).toEqual([]);
  expect(isolated([null, null])).toEqual([]);
});
