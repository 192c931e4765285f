import { expect, test } from 'vitest';
import { fieldOf, momentOf } from './datetime-field';

test('a moment goes into a field and out again in either zone', () => {
  const at = '2026-11-24T10:00:07Z';
  expect(fieldOf(at, 'utc')).toBe('2026-11-24T10:00:07');
  expect(momentOf(fieldOf(at, 'utc'), 'utc')).toBe(at);
  expect(momentOf(fieldOf(at, 'local'), 'local')).toBe(at);
});

test('an empty field means no moment', () => {
  expect(momentOf('', 'utc')).toBeUndefined();
  expect(momentOf('', 'local')).toBeUndefined();
});
