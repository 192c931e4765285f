import type { Delivery } from '@/api/deliveries';
import { useWebhook } from '@/components/use-webhook';
import { DueTime } from './due-time';

/** When it is attempted next, if it is; what a disabled webhook holds is due, and yet not sent. */
export function NextAttempt({ delivery }: { delivery: Delivery }) {
  const webhook = useWebhook(delivery.webhookId);
  if (delivery.nextAttemptAt === null) return <span className="text-muted-foreground">–</span>;
  if (webhook?.enabled === false) {
    return (
      <span title="Its webhook is disabled; it is sent when the webhook is enabled">held</span>
    );
  }
  return <DueTime at={delivery.nextAttemptAt} />;
}
