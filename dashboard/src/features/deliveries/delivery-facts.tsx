import { Link } from '@tanstack/react-router';
import type { Delivery } from '@/api/deliveries';
import { CopyableId } from '@/components/copyable-id';
import { Panel } from '@/components/panel';
import { WebhookName } from '@/components/webhook-name';
import { AbsoluteTime } from '@/time/absolute-time';

export function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  return (
    <Panel title="Delivery">
      <dl className="space-y-2.5 [&_dt]:text-xs [&_dt]:text-muted-foreground">
        <div>
          <dt>Event</dt>
          <dd>
            <CopyableId
              id={delivery.eventId}
              full
              className="wrap-anywhere"
              wrap={(text) => (
                <Link
                  to="/events/$eventId"
                  params={{ eventId: delivery.eventId }}
                  className="text-primary hover:underline"
                >
                  {text}
                </Link>
              )}
            />
          </dd>
        </div>
        <div>
          <dt>Webhook</dt>
          <dd className="wrap-anywhere">
            <Link
              to="/webhooks/$webhookId"
              params={{ webhookId: delivery.webhookId }}
              className="text-primary hover:underline"
            >
              <WebhookName id={delivery.webhookId} />
            </Link>
          </dd>
        </div>
        <div>
          <dt>Created</dt>
          <dd>
            <AbsoluteTime at={delivery.createdAt} />
          </dd>
        </div>
      </dl>
    </Panel>
  );
}
