import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { session } from '@/session/session';
import { isUnauthorized, ProblemError, UnreachableError } from './errors';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /**
       * Makes a query live: it is fetched again when there is news, at most once in this time.
       * Leave it out on every page after the first, which must not move.
       */
      liveEveryMs?: number;
    };
  }
}

function askAgainWhenRefused(error: Error): void {
  if (isUnauthorized(error)) session.refuse();
}

function passesByItself(error: Error): boolean {
  return (
    error instanceof UnreachableError || (error instanceof ProblemError && error.status === 503)
  );
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: askAgainWhenRefused }),
    mutationCache: new MutationCache({ onError: askAgainWhenRefused }),
    defaultOptions: {
      queries: {
        // The relay may run on this machine: the browser's idea of "offline" says nothing of it.
        networkMode: 'always',
        staleTime: 2_000,
        // Once and soon: an operator is better served by an error with a button than by a spinner.
        retry: (failures, error) => failures < 1 && passesByItself(error),
        retryDelay: 600,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
