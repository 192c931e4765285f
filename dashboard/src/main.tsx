import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client';
import { Toaster } from './components/ui/sonner';
import './index.css';
import { fetchAhead } from './router/fetch-ahead';
import { createAppRouter } from './router/router';
import { SessionGate } from './session/session-gate';
import { startTheme } from './theme/theme';

startTheme();
const queries = createQueryClient();
const router = createAppRouter();

// Once the page that was asked for is there.
const stopWaiting = router.subscribe('onRendered', () => {
  stopWaiting();
  void fetchAhead(router);
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <SessionGate>
        <RouterProvider router={router} />
      </SessionGate>
      <Toaster />
    </QueryClientProvider>
  </StrictMode>,
);
