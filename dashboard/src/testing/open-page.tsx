import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createQueryClient } from '@/api/query-client';
import type { Session } from '@/api/session';
import { Toaster } from '@/components/ui/sonner';
import { createAppRouter } from '@/router/router';
import { session } from '@/session/session';
import { SessionGate } from '@/session/session-gate';
import { sessionOf } from './builders';

/** The whole dashboard at a path such as `/webhooks?range=6h`, for an admin unless told otherwise. */
export function openPage(path: string, { as = sessionOf('admin') }: { as?: Session | null } = {}) {
  if (as === null) session.forget();
  else session.start(as);
  const history = createMemoryHistory({ initialEntries: [`/ui${path}`] });
  const router = createAppRouter(history);
  const queries = createQueryClient();
  render(
    <QueryClientProvider client={queries}>
      <SessionGate>
        <RouterProvider router={router} />
      </SessionGate>
      <Toaster />
    </QueryClientProvider>,
  );
  return {
    user: userEvent.setup(),
    queries,
    url: () => history.location.href,
    back: () => act(() => history.back()),
  };
}
