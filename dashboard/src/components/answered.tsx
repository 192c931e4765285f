import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from './error-state';
import { SlowNotice } from './slow-notice';
import { StaleNotice } from './stale-notice';

interface AnsweredProps<T> {
  query: UseQueryResult<T>;
  /** Of the size of the content, so that nothing jumps. */
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}

/** Shows what a query has read; and while it reads, when it is slow, fails, or grows old, says so. */
export function Answered<T>({ query, skeleton, children }: AnsweredProps<T>) {
  const again = () => void query.refetch({ cancelRefetch: true });
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && (
          <StaleNotice error={query.error} since={query.dataUpdatedAt} onRetry={again} />
        )}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <ErrorState error={query.error} onRetry={again} />;
  return (
    <div aria-busy="true">
      {skeleton}
      <SlowNotice onRetry={again} />
    </div>
  );
}
