import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { auditSearch } from '@/features/audit/audit-search';
import { rootRoute } from './root';

export const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('@/features/audit/audit-page'), 'AuditPage'),
});
