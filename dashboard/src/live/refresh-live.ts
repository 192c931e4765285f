import type { QueryClient } from '@tanstack/react-query';

/**
 * Fetches again what is on the screen, is live, and was fetched before the news came; each query
 * no more often than it asked for, however fast the news come.
 */
export function refreshLive(queries: QueryClient, newsAt: number): void {
  const now = Date.now();
  void queries.refetchQueries({
    type: 'active',
    predicate: ({ meta, state }) => {
      const everyMs = meta?.liveEveryMs;
      const fetchedAt = Math.max(state.dataUpdatedAt, state.errorUpdatedAt);
      return (
        everyMs !== undefined &&
        state.fetchStatus === 'idle' &&
        fetchedAt <= newsAt &&
        now - fetchedAt >= everyMs
      );
    },
  });
}
