import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { components, operations } from './schema';

export type Overview = components['schemas']['Overview'];
export type Series = components['schemas']['Series'];
export type Percentiles = components['schemas']['Percentiles'];
export type StateCounts = components['schemas']['StateCounts'];
export type ComponentHealth = components['schemas']['ComponentHealth'];
export type Range = NonNullable<
  NonNullable<operations['getOverview']['parameters']['query']>['range']
>;

export function overviewQuery(range: Range) {
  return queryOptions({
    queryKey: ['overview', range],
    queryFn: ({ signal }) =>
      answer(client.GET('/overview', { params: { query: { range } }, signal })),
    placeholderData: keepPreviousData,
    meta: { liveEveryMs: 5_000 },
    // Figures age without news too: a window of time moves on.
    refetchInterval: 30_000,
  });
}
