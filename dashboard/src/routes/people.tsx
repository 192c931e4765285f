import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { peopleSearch } from '@/features/people/people-search';
import { rootRoute } from './root';

export const peopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/people',
  validateSearch: peopleSearch,
  component: lazyRouteComponent(() => import('@/features/people/people-page'), 'PeoplePage'),
});
