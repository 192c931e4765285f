import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { isUnauthorized } from '@/api/errors';
import { readSession } from '@/api/session';
import { ErrorState } from '@/components/error-state';
import { Login } from './login';
import { session, useSession } from './session';

/** Asks who it is in the place of the page, so that the URL is still there afterwards. */
export function SessionGate({ children }: { children: ReactNode }) {
  const now = useSession();
  const queries = useQueryClient();
  useEffect(() => {
    // What one person has read is not shown to another.
    if (now.is === 'out' || now.is === 'changed') queries.clear();
    if (now.is === 'changed') session.forget();
  }, [now.is, queries]);
  switch (now.is) {
    case 'in':
      return children;
    case 'out':
      return <Login ended={now.ended} />;
    case 'changed':
      return null;
    case 'unknown':
      return <Asking />;
  }
}

function Asking() {
  const asked = useQuery({
    queryKey: ['session'],
    queryFn: readSession,
    gcTime: 0,
  });
  useEffect(() => {
    if (asked.data !== undefined) session.start(asked.data);
  }, [asked.data]);
  // That nobody is logged in is what the query client makes of it.
  if (!asked.isError || isUnauthorized(asked.error)) return null;
  return (
    <main className="mx-auto max-w-md p-6">
      <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
    </main>
  );
}
