import { queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { operations } from './schema';

export type AttemptFilter = NonNullable<operations['listAttempts']['parameters']['query']>;

export function attemptsQuery(filter: AttemptFilter) {
  return queryOptions({
    queryKey: ['attempts', 'list', filter],
    queryFn: ({ signal }) => answer(client.GET('/logs', { params: { query: filter }, signal })),
    meta: filter.cursor === undefined ? { liveEveryMs: 1_000 } : {},
  });
}
