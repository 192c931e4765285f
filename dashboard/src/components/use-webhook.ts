import { useQuery } from '@tanstack/react-query';
import { knownWebhooksQuery, PAGE, webhookQuery, type Webhook } from '@/api/webhooks';

/** A webhook that something names: read with the newest ones, or else alone. Undefined if deleted. */
export function useWebhook(id: string): Webhook | undefined {
  const known = useQuery(knownWebhooksQuery());
  const listed = known.data?.get(id);
  const alone = useQuery({
    ...webhookQuery(id),
    // With fewer than a page of them all are known, and asking for one that is deleted is a 404.
    enabled: known.isSuccess && listed === undefined && known.data.size >= PAGE,
    staleTime: 30_000,
  });
  return listed ?? alone.data;
}
