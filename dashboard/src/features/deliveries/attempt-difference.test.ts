import { expect, test } from 'vitest';
import { failedAttempt } from '@/testing/builders';
import { bodyDifference, fieldDifferences } from './attempt-difference';

test('two attempts differ in what they differ in', () => {
  const before = failedAttempt({ attempt: 1, durationMs: 40 });
  const after = failedAttempt({
    attempt: 2,
    reason: 'timeout',
    responseCode: null,
    durationMs: 15_000,
    error: 'No complete answer within 15 s',
  });
  expect(fieldDifferences(before, after)).toEqual([
    { name: 'Code', before: '503', after: '–' },
    { name: 'Reason', before: '5xx', after: 'timeout' },
    {
      name: 'Error',
      before: 'The endpoint failed (503): see its answer',
      after: 'No complete answer within 15 s',
    },
    { name: 'Took', before: '40 ms', after: '15 s' },
  ]);
});

test('bodies are compared line by line', () => {
  expect(bodyDifference('busy\ndepth: 1\n', 'busy\ndepth: 2\n')).toEqual([
    { kind: 'same', text: 'busy' },
    { kind: 'gone', text: 'depth: 1' },
    { kind: 'new', text: 'depth: 2' },
  ]);
});

test('JSON in one line is laid out first, without touching its numbers', () => {
  expect(bodyDifference('{"a":1,"b":9007199254740993}', '{"a":2,"b":9007199254740993}')).toEqual([
    { kind: 'same', text: '{' },
    { kind: 'gone', text: '  "a": 1,' },
    { kind: 'new', text: '  "a": 2,' },
    { kind: 'same', text: '  "b": 9007199254740993' },
    { kind: 'same', text: '}' },
  ]);
});

test('no answer against one is all new', () => {
  expect(bodyDifference(null, 'ok')).toEqual([{ kind: 'new', text: 'ok' }]);
});
