import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { eventsSearch } from '@/features/events/events-search';
import { rootRoute } from './root';

export const eventsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/events',
  validateSearch: eventsSearch,
  component: lazyRouteComponent(() => import('@/features/events/events-page'), 'EventsPage'),
});
