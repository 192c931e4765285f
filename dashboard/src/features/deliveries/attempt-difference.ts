import { diffLines } from 'diff';
import type { Attempt } from '@/api/deliveries';
import { indentJson, isJson } from '@/api/raw-json';
import { REDACTED } from '@/api/redacted';
import { duration } from '@/time/format';

export interface Difference {
  name: string;
  before: string;
  after: string;
}

const NONE = '–';

/** What is worth comparing, as it is shown. */
export function fieldDifferences(before: Attempt, after: Attempt): Difference[] {
  const field = (name: string, read: (attempt: Attempt) => string | null) => ({
    name,
    before: read(before) ?? NONE,
    after: read(after) ?? NONE,
  });
  return [
    field('Code', ({ responseCode }) => (responseCode === null ? null : String(responseCode))),
    field('Reason', ({ reason }) => reason),
    field('Error', ({ error }) => error),
    field('Took', ({ durationMs }) => duration(durationMs)),
  ];
}

/**
 * By name, whatever its case; the values of one that is repeated stand together, a line each. What
 * is redacted in both can not be told apart, and is left out.
 */
export function headerDifferences(before: Attempt, after: Attempt): Difference[] {
  if (lacksHeaders(before) || lacksHeaders(after)) return [];
  const old = headersByName(before);
  const young = headersByName(after);
  return [...new Set([...old.keys(), ...young.keys()])]
    .map((name) => ({ name, before: old.get(name) ?? NONE, after: young.get(name) ?? NONE }))
    .filter((one) => one.before !== one.after || !one.before.includes(REDACTED));
}

/** Whether an answer had headers that can not be compared. */
export function hidesHeaders(attempt: Attempt): boolean {
  return (
    lacksHeaders(attempt) ||
    attempt.responseHeadersLeftOut > 0 ||
    (attempt.responseHeaders ?? []).some(({ value }) => value === REDACTED)
  );
}

/** Attempts are there that were made before their headers were kept. */
function lacksHeaders({ responseCode, responseHeaders }: Attempt): boolean {
  return responseCode !== null && responseHeaders === null;
}

function headersByName({ responseHeaders }: Attempt): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, value } of responseHeaders ?? []) {
    const key = name.toLowerCase();
    const earlier = found.get(key);
    found.set(key, earlier === undefined ? value : `${earlier}\n${value}`);
  }
  return found;
}

export interface DiffLine {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Line by line; JSON is laid out first, since it mostly comes in one line. */
export function bodyDifference(before: string | null, after: string | null): DiffLine[] {
  const old = before ?? '';
  const young = after ?? '';
  const laidOut = isJson(old) && isJson(young) ? indentJson : (text: string) => text;
  return diffLines(laidOut(old), laidOut(young)).flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map((text) => ({ kind: added ? 'new' : removed ? 'gone' : 'same', text }) as const),
  );
}
