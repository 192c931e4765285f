import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { components, operations } from './schema';

export type Delivery = components['schemas']['Delivery'];
export type DeliveryState = components['schemas']['DeliveryState'];
export type Attempt = components['schemas']['Attempt'];
export type DeliveryFilter = NonNullable<operations['listDeliveries']['parameters']['query']>;
export type CountFilter = NonNullable<operations['countDeliveries']['parameters']['query']>;

export function deliveriesQuery(filter: DeliveryFilter) {
  return queryOptions({
    queryKey: ['deliveries', 'list', filter],
    queryFn: ({ signal }) =>
      answer(client.GET('/deliveries', { params: { query: filter }, signal })),
    placeholderData: keepPreviousData,
    meta: filter.cursor === undefined ? { liveEveryMs: 1_000 } : {},
  });
}

export function deliveryCountsQuery(filter: CountFilter) {
  return queryOptions({
    queryKey: ['deliveries', 'counts', filter],
    queryFn: ({ signal }) =>
      answer(client.GET('/deliveries/counts', { params: { query: filter }, signal })),
    placeholderData: keepPreviousData,
    meta: { liveEveryMs: 5_000 },
  });
}
