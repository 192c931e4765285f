import '@testing-library/jest-dom/vitest';
import './browser';
import { cleanup, configure } from '@testing-library/react';
import { toast } from 'sonner';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { fetchAhead } from '@/router/fetch-ahead';
import { createAppRouter } from '@/router/router';
import { session } from '@/session/session';
import { relay } from './relay';

// A machine that builds is slow: wait, but never sleep.
configure({ asyncUtilTimeout: 20_000 });

// A request that no test has described is a mistake of the test, or of the product.
beforeAll(() => relay.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  cleanup();
  // sonner keeps a toast, and the next page would show it.
  toast.dismiss();
  relay.resetHandlers();
  session.end();
  localStorage.clear();
});
afterAll(() => relay.close());

// Load all pages before the first test: on a busy machine that takes longer than a test waits.
await fetchAhead(createAppRouter());
