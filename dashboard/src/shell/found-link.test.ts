import { expect, test } from 'vitest';
import { kindOfId } from './found-link';

test('a pasted id is known by its prefix', () => {
  const id = 'dlv_01kb2m3n4p5q6r7s8t9v0w1x2y';
  expect(kindOfId(id)).toEqual({ kind: 'delivery', id });
});

test('what only looks like an id is searched for instead', () => {
  expect(kindOfId('dlv_short')).toBeUndefined();
  expect(kindOfId('order-9007199254740993')).toBeUndefined();
  expect(kindOfId('att_01kb2m3n4p5q6r7s8t9v0w1x2y')).toBeUndefined();
});
