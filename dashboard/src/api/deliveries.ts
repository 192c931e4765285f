import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { components, operations } from './schema';

export type Delivery = components['schemas']['Delivery'];
export type DeliveryState = components['schemas']['DeliveryState'];
export type Attempt = components['schemas']['Attempt'];
export type DeliveryWithLog =
  operations['getDelivery']['responses'][200]['content']['application/json'];
export type DeliveryFilter = NonNullable<operations['listDeliveries']['parameters']['query']>;
export type CountFilter = NonNullable<operations['countDeliveries']['parameters']['query']>;
export type CountedStates =
  operations['countDeliveries']['responses'][200]['content']['application/json'];

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

export function deliveryQuery(id: string) {
  return queryOptions({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }) =>
      answer(client.GET('/deliveries/{id}', { params: { path: { id } }, signal })),
    meta: { liveEveryMs: 1_000 },
  });
}

export function retryDelivery(id: string): Promise<Delivery> {
  return answer(client.POST('/deliveries/{id}/retry', { params: { path: { id } } }));
}

export function cancelDelivery(id: string): Promise<Delivery> {
  return answer(client.POST('/deliveries/{id}/cancel', { params: { path: { id } } }));
}
