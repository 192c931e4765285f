import { createRouter, type RouterHistory } from '@tanstack/react-router';
import { pagesPath } from '@/api/base';
import { NotFound } from '@/shell/not-found';
import { RouteError } from '@/shell/route-error';
import { routeTree } from '@/routes/tree';
import { parseSearch, stringifySearch } from './search-text';

/** The router of the whole application, by the browser's own history unless another one is given. */
export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    ...(history === undefined ? {} : { history }),
    routeTree,
    basepath: pagesPath,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: RouteError,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
