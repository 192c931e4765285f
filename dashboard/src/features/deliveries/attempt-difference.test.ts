import { expect, test } from 'vitest';
import { attempt, failedAttempt } from '@/testing/builders';
import {
  bodyDifference,
  fieldDifferences,
  headerDifferences,
  hidesHeaders,
} from './attempt-difference';

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

test('no body against one is all new', () => {
  expect(bodyDifference(null, 'ok')).toEqual([{ kind: 'new', text: 'ok' }]);
});

test('headers are compared by name, whatever its case, and with all their values', () => {
  const before = failedAttempt({
    responseHeaders: [
      { name: 'Via', value: 'a' },
      { name: 'Retry-After', value: '7' },
      { name: 'Via', value: 'b' },
    ],
  });
  const after = attempt({
    responseHeaders: [
      { name: 'retry-after', value: '7' },
      { name: 'via', value: 'a' },
      { name: 'x-id', value: '1' },
    ],
  });
  expect(headerDifferences(before, after)).toEqual([
    { name: 'via', before: 'a\nb', after: 'a' },
    { name: 'retry-after', before: '7', after: '7' },
    { name: 'x-id', before: '–', after: '1' },
  ]);
  expect(hidesHeaders(before)).toBe(false);
});

test('what is redacted in both is never called the same', () => {
  const cookie = attempt({ responseHeaders: [{ name: 'Set-Cookie', value: 'REDACTED' }] });
  expect(headerDifferences(cookie, cookie)).toEqual([]);
  expect(hidesHeaders(cookie)).toBe(true);
  expect(headerDifferences(attempt({ responseHeaders: [] }), cookie)).toEqual([
    { name: 'set-cookie', before: '–', after: 'REDACTED' },
  ]);
});

test('an answer whose headers were not kept has none to compare', () => {
  const old = attempt({ responseHeaders: null });
  expect(headerDifferences(old, attempt())).toEqual([]);
  expect(hidesHeaders(old)).toBe(true);
  expect(hidesHeaders(attempt({ responseHeadersLeftOut: 1 }))).toBe(true);
});

test('no answer against one is all new', () => {
  const none = failedAttempt({ responseCode: null, responseHeaders: null, responseBody: null });
  expect(headerDifferences(none, attempt())).toEqual([
    { name: 'content-type', before: '–', after: 'text/plain' },
  ]);
  expect(hidesHeaders(none)).toBe(false);
});
