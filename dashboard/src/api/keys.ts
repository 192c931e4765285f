import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { components, operations } from './schema';

export type ApiKey = components['schemas']['ApiKey'];
export type NewApiKey = components['schemas']['NewApiKey'];
export type Scope = components['schemas']['Scope'];
export type MadeApiKey = operations['makeKey']['responses'][201]['content']['application/json'];
export type KeyPage = NonNullable<operations['listKeys']['parameters']['query']>;

export function keysQuery(page: KeyPage) {
  return queryOptions({
    queryKey: ['keys', 'list', page],
    queryFn: ({ signal }) => answer(client.GET('/keys', { params: { query: page }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function makeKey(body: NewApiKey): Promise<MadeApiKey> {
  return answer(client.POST('/keys', { body }));
}

export function rotateKey(id: string, keepOldFor: number): Promise<MadeApiKey> {
  return answer(
    client.POST('/keys/{id}/rotate', { params: { path: { id } }, body: { keepOldFor } }),
  );
}

export async function revokeKey(id: string): Promise<void> {
  await client.DELETE('/keys/{id}', { params: { path: { id } } });
}
