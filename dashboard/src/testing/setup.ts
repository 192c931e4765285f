import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { session } from '@/session/session';
import { relay } from './relay';

// A page is loaded when it is opened, and a machine that builds is slow: wait, but never sleep.
configure({ asyncUtilTimeout: 8_000 });

// A request that no test has described is a mistake of the test, or of the product.
beforeAll(() => relay.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  cleanup();
  relay.resetHandlers();
  session.end();
  localStorage.clear();
});
afterAll(() => relay.close());

// What the browser has and jsdom has not.
class NoResizes {
  observe() {
    return undefined;
  }
  unobserve() {
    return undefined;
  }
  disconnect() {
    return undefined;
  }
}
Object.assign(window, {
  matchMedia: () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }),
  ResizeObserver: NoResizes,
  scrollTo: () => undefined,
});
Element.prototype.scrollIntoView = () => undefined;
