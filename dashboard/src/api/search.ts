import { queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';

export function searchQuery(q: string) {
  return queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) => answer(client.GET('/search', { params: { query: { q } }, signal })),
    enabled: q !== '',
  });
}
