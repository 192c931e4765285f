import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createQueryClient } from '@/api/query-client';
import { Toaster } from '@/components/ui/sonner';
import { createAppRouter } from '@/router/router';
import { session } from '@/session/session';
import { SessionGate } from '@/session/session-gate';

/** The whole dashboard at a path such as `/webhooks?range=6h`, logged in unless told otherwise. */
export function openPage(path: string, { key = 'the-key' }: { key?: string | undefined } = {}) {
  if (key === '') session.end();
  else session.start(key);
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
