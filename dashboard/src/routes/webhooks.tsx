import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { webhooksSearch } from '@/features/webhooks/webhooks-search';
import { rootRoute } from './root';

export const webhooksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/webhooks',
  validateSearch: webhooksSearch,
  component: lazyRouteComponent(() => import('@/features/webhooks/webhooks-page'), 'WebhooksPage'),
});
