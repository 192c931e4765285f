import { queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { components, operations } from './schema';

export type BulkAction = components['schemas']['BulkAction'];
export type NewBulkAction =
  operations['startBulkAction']['requestBody']['content']['application/json'];
export type BulkFilter = NonNullable<NewBulkAction['filter']>;

const PROGRESS_MS = 1_000;

export function startBulkAction(body: NewBulkAction): Promise<BulkAction> {
  return answer(client.POST('/bulk-actions', { body }));
}

/** Asks until it is done: someone waits for the report, whether or not the page is live. */
export function bulkActionQuery(id: string) {
  return queryOptions({
    queryKey: ['bulk-actions', id],
    queryFn: ({ signal }) =>
      answer(client.GET('/bulk-actions/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? PROGRESS_MS : false),
  });
}
