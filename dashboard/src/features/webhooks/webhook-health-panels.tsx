import { Link } from '@tanstack/react-router';
import type { WebhookHealth } from '@/api/webhooks';
import { DELIVERY_STATES, DeliveryStateBadge } from '@/components/delivery-state-badge';
import { LatencyPanel } from '@/components/health/latency-panel';
import { SuccessPanel } from '@/components/health/success-panel';
import { count } from '@/components/numbers';
import { RelativeTime } from '@/time/relative-time';
import { FailureCauses } from './failure-causes';

const CAP = 10_000;

export function WebhookHealthPanels({
  webhookId,
  health,
}: {
  webhookId: string;
  health: WebhookHealth;
}) {
  return (
    <div className="space-y-5">
      <div className="rounded-lg border bg-card">
        <ul className="flex flex-wrap gap-x-1 px-2 py-1.5">
          {DELIVERY_STATES.map((state) => (
            <li key={state}>
              <Link
                to="/deliveries"
                search={{ webhookId, state }}
                className="flex items-center gap-2 rounded-md px-2 py-1 hover:bg-muted"
              >
                <DeliveryStateBadge state={state} />
                <span className="font-medium">
                  {count(health.counts[state])}
                  {health.capped && health.counts[state] >= CAP && '+'}
                </span>
              </Link>
            </li>
          ))}
          <li className="ml-auto px-2 py-1 text-muted-foreground">
            Last success{' '}
            {health.lastSuccessAt === null ? 'never' : <RelativeTime at={health.lastSuccessAt} />}
          </li>
        </ul>
      </div>
      <div className="grid gap-5 xl:grid-cols-2">
        <SuccessPanel totals={health.totals} series={health.series} />
        <LatencyPanel totals={health.totals} series={health.series} />
      </div>
      <FailureCauses webhookId={webhookId} causes={health.causes} />
    </div>
  );
}
