import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { keysSearch } from '@/features/keys/keys-search';
import { rootRoute } from './root';

export const keysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/keys',
  validateSearch: keysSearch,
  component: lazyRouteComponent(() => import('@/features/keys/keys-page'), 'KeysPage'),
});
