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
  // A toast outlives the page that showed it, for the next one to show.
  toast.dismiss();
  relay.resetHandlers();
  session.end();
  localStorage.clear();
});
afterAll(() => relay.close());

// Loaded before the first test, so that no test waits for it: on a busy machine that takes longer
// than any wait above.
await fetchAhead(createAppRouter());
