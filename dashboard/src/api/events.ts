import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import { cutMember } from './raw-json';
import type { components, operations } from './schema';

export type Event = components['schemas']['Event'];
export type EventFilter = NonNullable<operations['listEvents']['parameters']['query']>;
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
