import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { eventSearch } from '@/features/events/event-search';
import { rootRoute } from './root';

export const eventRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/events/$eventId',
  validateSearch: eventSearch,
  component: lazyRouteComponent(() => import('@/features/events/event-page'), 'EventPage'),
});
