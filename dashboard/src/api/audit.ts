import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { components, operations } from './schema';

export type AuditEntry = components['schemas']['AuditEntry'];
export type AuditFilter = NonNullable<operations['listAuditEntries']['parameters']['query']>;

export function auditQuery(filter: AuditFilter) {
  return queryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ signal }) => answer(client.GET('/audit', { params: { query: filter }, signal })),
    placeholderData: keepPreviousData,
  });
}
