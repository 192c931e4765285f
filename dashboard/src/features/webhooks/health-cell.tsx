import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { webhookHealthQuery, type WebhookHealth } from '@/api/webhooks';
import { Skeleton } from '@/components/ui/skeleton';

const route = getRouteApi('/webhooks');

/**
 * A part of the health of the webhook in this row. The cells of a row share one query, and only the
 * rows of the page that is shown have cells.
 */
export function HealthCell({
  webhookId,
  children,
}: {
  webhookId: string;
  children: (health: WebhookHealth) => ReactNode;
}) {
  const { range = '1h' } = route.useSearch();
  const query = useQuery(webhookHealthQuery(webhookId, range));
  if (query.data !== undefined) return children(query.data);
  return query.isError ? (
    <span className="text-muted-foreground" title={query.error.message}>
      not known
    </span>
  ) : (
    <div aria-busy="true">
      <Skeleton className="h-3 w-14" />
    </div>
  );
}
