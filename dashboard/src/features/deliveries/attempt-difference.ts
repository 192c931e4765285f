import { diffLines } from 'diff';
import type { Attempt } from '@/api/deliveries';
import { indentJson, isJson } from '@/api/raw-json';
import { duration } from '@/time/format';

export interface FieldDifference {
  name: string;
  before: string;
  after: string;
}

const NONE = '–';

/** What is worth comparing, as it is shown. */
export function fieldDifferences(before: Attempt, after: Attempt): FieldDifference[] {
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
