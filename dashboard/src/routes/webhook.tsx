import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { webhookSearch } from '@/features/webhooks/webhook-search';
import { rootRoute } from './root';

export const webhookRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/webhooks/$webhookId',
  validateSearch: webhookSearch,
  component: lazyRouteComponent(() => import('@/features/webhooks/webhook-page'), 'WebhookPage'),
});
