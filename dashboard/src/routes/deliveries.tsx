import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { deliveriesSearch } from '@/features/deliveries/deliveries-search';
import { rootRoute } from './root';

export const deliveriesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/deliveries',
  validateSearch: deliveriesSearch,
  component: lazyRouteComponent(
    () => import('@/features/deliveries/deliveries-page'),
    'DeliveriesPage',
  ),
});
