import { shortId } from './copyable-id';
import { useWebhook } from './use-webhook';

/** The endpoint of a webhook, which says more than its id; the id where the endpoint is not known. */
export function WebhookName({ id }: { id: string }) {
  const url = useWebhook(id)?.url;
  return url === undefined ? (
    <span className="font-mono text-[0.92em]" title={id}>
      {shortId(id)}
    </span>
  ) : (
    <span title={url}>{url.replace(/^https?:\/\//, '')}</span>
  );
}
