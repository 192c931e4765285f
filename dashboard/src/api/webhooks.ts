import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Range } from './overview';
import type { components, operations } from './schema';

export type Webhook = components['schemas']['Webhook'];
export type WebhookHealth = components['schemas']['WebhookHealth'];
export type NewWebhook = components['schemas']['NewWebhook'];
export type WebhookPatch = components['schemas']['WebhookPatch'];
export type WebhookWithSecret = components['schemas']['WebhookWithSecret'];
export type SecretRotation = NonNullable<
  operations['rotateSecret']['requestBody']
>['content']['application/json'];
export type WebhookFilter = NonNullable<operations['listWebhooks']['parameters']['query']>;

export function webhooksQuery(filter: WebhookFilter) {
  return queryOptions({
    queryKey: ['webhooks', 'list', filter],
    queryFn: ({ signal }) => answer(client.GET('/webhooks', { params: { query: filter }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function webhookQuery(id: string) {
  return queryOptions({
    queryKey: ['webhooks', 'one', id],
    queryFn: ({ signal }) =>
      answer(client.GET('/webhooks/{id}', { params: { path: { id } }, signal })),
  });
}

export function webhookHealthQuery(id: string, range: Range) {
  return queryOptions({
    queryKey: ['webhooks', 'health', id, range],
    queryFn: ({ signal }) =>
      answer(
        client.GET('/webhooks/{id}/health', { params: { path: { id }, query: { range } }, signal }),
      ),
    placeholderData: keepPreviousData,
    meta: { liveEveryMs: 5_000 },
  });
}

export function registerWebhook(body: NewWebhook): Promise<WebhookWithSecret> {
  return answer(client.POST('/webhooks', { body }));
}

export function changeWebhook(id: string, body: WebhookPatch): Promise<Webhook> {
  return answer(client.PATCH('/webhooks/{id}', { params: { path: { id } }, body }));
}

export function rotateSecret(id: string, body: SecretRotation): Promise<WebhookWithSecret> {
  return answer(client.POST('/webhooks/{id}/secret', { params: { path: { id } }, body }));
}

export async function deleteWebhook(id: string): Promise<void> {
  await client.DELETE('/webhooks/{id}', { params: { path: { id } } });
}

export function sendTestEvent(id: string) {
  return answer(client.POST('/webhooks/{id}/test', { params: { path: { id } }, body: {} }));
}

/** As many as one answer has. */
const PAGE = 200;
/** As many as are listed to choose from. */
export const MOST_LISTED = 2_000;

/** The newest webhooks by their ids, for tables that name them; see `useWebhook` for the others. */
export function knownWebhooksQuery() {
  return queryOptions({
    queryKey: ['webhooks', 'list', { limit: PAGE }],
    queryFn: ({ signal }) =>
      answer(client.GET('/webhooks', { params: { query: { limit: PAGE } }, signal })),
    staleTime: 30_000,
    select: ({ data, nextCursor }) => ({
      byId: new Map(data.map((webhook) => [webhook.id, webhook])),
      complete: nextCursor === null,
    }),
  });
}

/** Every webhook to choose from, page after page, since the API can not search them. */
export function allWebhooksQuery() {
  return queryOptions({
    queryKey: ['webhooks', 'list', 'all'],
    queryFn: async ({ signal }) => {
      const webhooks: Webhook[] = [];
      let cursor: string | null = null;
      do {
        const query: WebhookFilter = { limit: PAGE, ...(cursor === null ? {} : { cursor }) };
        const page = await answer(client.GET('/webhooks', { params: { query }, signal }));
        webhooks.push(...page.data);
        cursor = page.nextCursor;
      } while (cursor !== null && webhooks.length < MOST_LISTED);
      return { webhooks, complete: cursor === null };
    },
    staleTime: 30_000,
  });
}
