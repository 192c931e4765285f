import { createRouter } from '@tanstack/react-router';
import { NotFound } from '@/shell/not-found';
import { RouteError } from '@/shell/route-error';
import { routeTree } from '@/routes/tree';
import { parseSearch, stringifySearch } from './search-text';

export const router = createRouter({
  routeTree,
  basepath: '/ui',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: RouteError,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
