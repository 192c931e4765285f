import { useQuery } from '@tanstack/react-query';
import { knownWebhooksQuery } from '@/api/webhooks';
import { shortId } from './copyable-id';

/** The endpoint of a webhook, which says more than its id; the id where the endpoint is not known. */
export function WebhookName({ id }: { id: string }) {
  const { data } = useQuery(knownWebhooksQuery());
  const url = data?.get(id)?.url;
  return url === undefined ? (
    <span className="font-mono text-[0.92em]" title={id}>
      {shortId(id)}
    </span>
  ) : (
    <span title={url}>{url.replace(/^https?:\/\//, '')}</span>
  );
}
