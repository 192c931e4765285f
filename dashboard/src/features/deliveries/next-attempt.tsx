import { useQuery } from '@tanstack/react-query';
import type { Delivery } from '@/api/deliveries';
import { knownWebhooksQuery } from '@/api/webhooks';
import { DueTime } from './due-time';

/** When it is attempted next, if it is; what a disabled webhook holds is due, and yet not sent. */
export function NextAttempt({ delivery }: { delivery: Delivery }) {
  const { data: webhooks } = useQuery(knownWebhooksQuery());
  if (delivery.nextAttemptAt === null) return <span className="text-muted-foreground">–</span>;
  if (webhooks?.get(delivery.webhookId)?.enabled === false) {
    return (
      <span title="Its webhook is disabled; it is sent when the webhook is enabled">held</span>
    );
  }
  return <DueTime at={delivery.nextAttemptAt} />;
}
