import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { deliverySearch } from '@/features/deliveries/delivery-search';
import { rootRoute } from './root';

export const deliveryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/deliveries/$deliveryId',
  validateSearch: deliverySearch,
  component: lazyRouteComponent(
    () => import('@/features/deliveries/delivery-page'),
    'DeliveryPage',
  ),
});
