import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import { cutMember } from './raw-json';
import type { components, operations } from './schema';

export type Event = components['schemas']['Event'];
export type EventFilter = NonNullable<operations['listEvents']['parameters']['query']>;
export type EventStatusFilter = components['schemas']['EventStatusFilter'];
export type EventCountFilter = NonNullable<operations['countEvents']['parameters']['query']>;
export type AcceptedEvent = components['schemas']['AcceptedEvent'];
type EventAnswer = operations['getEvent']['responses'][200]['content']['application/json'];

/** An event with its data as text, since parsing would change its numbers. */
export type EventDetail = Omit<EventAnswer, 'data'> & { dataText: string };

export function eventsQuery(filter: EventFilter) {
  return queryOptions({
    queryKey: ['events', 'list', filter],
    queryFn: ({ signal }) => answer(client.GET('/events', { params: { query: filter }, signal })),
    placeholderData: keepPreviousData,
    meta: filter.cursor === undefined ? { liveEveryMs: 1_000 } : {},
  });
}

export function eventCountsQuery(filter: EventCountFilter) {
  return queryOptions({
    queryKey: ['events', 'counts', filter],
    queryFn: ({ signal }) =>
      answer(client.GET('/events/counts', { params: { query: filter }, signal })),
    placeholderData: keepPreviousData,
    meta: { liveEveryMs: 5_000 },
  });
}

export function eventQuery(id: string) {
  return queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: async ({ signal }): Promise<EventDetail> => {
      const text = await answer(
        client.GET('/events/{id}', { params: { path: { id } }, parseAs: 'text', signal }),
      );
      const { value, rest } = cutMember(text, 'data');
      const { data: _, ...event } = JSON.parse(rest) as EventAnswer;
      return { ...event, dataText: value ?? 'null' };
    },
    meta: { liveEveryMs: 1_000 },
  });
}

export interface TestEvent {
  type: string;
  /** JSON, sent character for character. */
  dataText: string;
  idempotencyKey?: string | undefined;
  orderingKey?: string | undefined;
}

export function postEvent({ type, dataText, idempotencyKey, orderingKey }: TestEvent) {
  const key = orderingKey === undefined ? '' : `,"orderingKey":${JSON.stringify(orderingKey)}`;
  const text = `{"type":${JSON.stringify(type)},"data":${dataText}${key}}`;
  return answer(
    client.POST('/events', {
      ...(idempotencyKey === undefined
        ? {}
        : { params: { header: { 'Idempotency-Key': idempotencyKey } } }),
      body: { type, data: null },
      // As text, since an object of JavaScript would round the numbers in the data.
      bodySerializer: () => text,
    }),
  );
}

/** Delivers it again to the webhooks that are named, or to all that match now. */
export function replayEvent(id: string, webhookIds: readonly string[] | undefined) {
  return answer(
    client.POST('/events/{id}/replay', {
      params: { path: { id } },
      body: webhookIds === undefined ? {} : { webhookIds: [...webhookIds] },
    }),
  );
}
