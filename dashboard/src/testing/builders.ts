import type { Delivery } from '@/api/deliveries';
import type { Overview, StateCounts } from '@/api/overview';
import type { Webhook, WebhookHealth } from '@/api/webhooks';

/*
 * Things of the API, complete and plausible; a test states what it is about and leaves the rest.
 */

export const AT = '2026-11-24T10:00:00Z';

/** An id such as the relay makes them; `n` tells two of them apart. */
export function idOf(prefix: 'evt' | 'whk' | 'dlv' | 'att' | 'blk', n = 1): string {
  return `${prefix}_01kb2m3n4p5q6r7s8t9v${String(n).padStart(6, '0')}`;
}

export function stateCounts(more: Partial<StateCounts> = {}): StateCounts {
  return {
    pending: 0,
    in_flight: 0,
    retrying: 0,
    succeeded: 0,
    exhausted: 0,
    cancelled: 0,
    ...more,
  };
}

export function webhook(more: Partial<Webhook> = {}): Webhook {
  return {
    id: idOf('whk'),
    url: 'https://shop.example.com/hooks',
    eventTypes: ['order.*'],
    description: null,
    headers: {},
    enabled: true,
    timeoutSeconds: 15,
    createdAt: AT,
    updatedAt: AT,
    ...more,
  };
}

export function delivery(more: Partial<Delivery> = {}): Delivery {
  return {
    id: idOf('dlv'),
    eventId: idOf('evt'),
    eventType: 'order.created',
    webhookId: idOf('whk'),
    state: 'succeeded',
    attempts: 1,
    nextAttemptAt: null,
    createdAt: AT,
    ...more,
  };
}

const figures = { accepted: 0, succeeded: 0, failed: 0, latency: null };

export function overview(more: Partial<Overview> = {}): Overview {
  const up = { state: 'up' as const, detail: 'It answers.' };
  return {
    from: '2026-11-24T09:00:00Z',
    to: AT,
    stepSeconds: 60,
    totals: figures,
    series: [{ at: '2026-11-24T09:00:00Z', ...figures }],
    counts: stateCounts(),
    outbox: { events: 0, oldestAt: null },
    oldestDueAt: null,
    worst: [],
    health: { postgresql: up, kafka: up, worker: up, outbox: up },
    ...more,
  };
}

export function webhookHealth(more: Partial<WebhookHealth> = {}): WebhookHealth {
  return {
    from: '2026-11-24T09:00:00Z',
    to: AT,
    stepSeconds: 60,
    totals: figures,
    series: [{ at: '2026-11-24T09:00:00Z', ...figures }],
    counts: stateCounts(),
    capped: false,
    lastSuccessAt: null,
    causes: [],
    ...more,
  };
}
