import { useQuery } from '@tanstack/react-query';
import { knownWebhooksQuery, webhookQuery, type Webhook } from '@/api/webhooks';

/** A webhook that something names: read with the newest ones, or else alone. Undefined if deleted. */
export function useWebhook(id: string): Webhook | undefined {
  const known = useQuery(knownWebhooksQuery());
  const listed = known.data?.byId.get(id);
  const alone = useQuery({
    ...webhookQuery(id),
    // Where all are known it has been deleted, and the browser calls a 404 an error.
    enabled: known.isSuccess && listed === undefined && !known.data.complete,
    staleTime: 30_000,
  });
  return listed ?? alone.data;
}
