import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { Login } from './login';
import { useSession } from './session';

/** Asks for the key in the place of the page, so that the URL is still there afterwards. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { key, refused } = useSession();
  const queries = useQueryClient();
  useEffect(() => {
    // What one key has read is not shown to another.
    if (key === undefined) queries.clear();
  }, [key, queries]);
  return key === undefined ? <Login refused={refused} /> : children;
}
