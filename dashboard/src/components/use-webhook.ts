import { useQuery } from '@tanstack/react-query';
import { knownWebhooksQuery, webhookQuery, type Webhook } from '@/api/webhooks';

/** A webhook that something names: read with the newest ones, or else alone. Undefined if deleted. */
export function useWebhook(id: string): Webhook | undefined {
  const known = useQuery(knownWebhooksQuery());
  const listed = known.data?.get(id);
  const alone = useQuery({
    ...webhookQuery(id),
    enabled: known.isSuccess && listed === undefined,
    staleTime: 30_000,
  });
  return listed ?? alone.data;
}
