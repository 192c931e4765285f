import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { overviewSearch } from '@/features/overview/overview-search';
import { rootRoute } from './root';

export const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: overviewSearch,
  component: lazyRouteComponent(() => import('@/features/overview/overview-page'), 'OverviewPage'),
});
