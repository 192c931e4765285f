import { expect, test } from 'vitest';
import { attempt, failedAttempt } from '@/testing/builders';
import { adviceOn } from './attempt-advice';
import { attemptWords } from '@/components/attempt-words';

test('a failure says what to do, by its code before its kind', () => {
  expect(adviceOn(failedAttempt({ reason: '4xx', responseCode: 401 }))).toMatch(/check the secret/);
  expect(adviceOn(failedAttempt({ reason: '4xx', responseCode: 422 }))).toMatch(/refuses this/);
  expect(adviceOn(failedAttempt({ reason: 'dns', responseCode: null }))).toMatch(/host name/);
  expect(adviceOn(failedAttempt({ reason: 'address', responseCode: null }))).toMatch(
    /relay\.delivery\.allowed-networks/,
  );
  expect(adviceOn(attempt())).toBeUndefined();
});

test('an attempt is called by what happened, with the code where there is one', () => {
  expect(attemptWords(failedAttempt())).toBe('Endpoint failed · 503');
  expect(attemptWords(failedAttempt({ reason: 'timeout', responseCode: null }))).toBe(
    'No answer in time',
  );
  expect(attemptWords(attempt({ responseCode: 204 }))).toBe('Delivered · 204');
});
