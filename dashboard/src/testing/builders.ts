import type { AuditEntry } from '@/api/audit';
import type { BulkAction } from '@/api/bulk-actions';
import type { Attempt, Delivery } from '@/api/deliveries';
import type { Event, EventStatusFilter } from '@/api/events';
import type { ApiKey } from '@/api/keys';
import type { Overview, StateCounts } from '@/api/overview';
import type { Person } from '@/api/people';
import type { Scope, Session } from '@/api/session';
import type { Webhook, WebhookHealth } from '@/api/webhooks';

/*
 * Things of the API, complete and plausible; a test states what it is about and leaves the rest.
 */

export const AT = '2026-11-24T10:00:00Z';

/** An id such as the relay makes them; `n` tells two of them apart. */
export function idOf(
  prefix: 'evt' | 'whk' | 'dlv' | 'att' | 'blk' | 'key' | 'aud' | 'usr',
  n = 1,
): string {
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

export function eventCounts(
  more: Partial<Record<EventStatusFilter, number>> = {},
): Record<EventStatusFilter, number> {
  return { waiting: 0, unmatched: 0, ...stateCounts(), ...more };
}

export function webhook(more: Partial<Webhook> = {}): Webhook {
  return {
    id: idOf('whk'),
    url: 'https://shop.example.com/hooks',
    eventTypes: ['order.*'],
    description: null,
    headers: {},
    enabled: true,
    disabledReason: null,
    disabledAt: null,
    timeoutSeconds: 15,
    signature: 'v1',
    publicKey: null,
    oldSecretValidUntil: null,
    createdAt: AT,
    updatedAt: AT,
    ...more,
  };
}

export function apiKey(more: Partial<ApiKey> = {}): ApiKey {
  return {
    id: idOf('key'),
    name: 'Shop, production',
    prefix: 'rk_8f3k2m9q',
    scopes: ['events:write'],
    state: 'active',
    createdAt: AT,
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
    ...more,
  };
}

export function person(more: Partial<Person> = {}): Person {
  return {
    id: idOf('usr'),
    userName: 'ada',
    name: 'Ada Lovelace',
    role: 'admin',
    disabled: false,
    provider: null,
    lastLoginAt: null,
    createdAt: AT,
    ...more,
  };
}

export function auditEntry(more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: idOf('aud'),
    at: AT,
    actor: { kind: 'key', id: idOf('key'), name: 'Shop, production' },
    address: '10.0.0.7',
    action: 'webhook.changed',
    object: idOf('whk'),
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

export function attempt(more: Partial<Attempt> = {}): Attempt {
  return {
    id: idOf('att'),
    deliveryId: idOf('dlv'),
    eventId: idOf('evt'),
    webhookId: idOf('whk'),
    attempt: 1,
    outcome: 'succeeded',
    reason: null,
    responseCode: 200,
    responseHeaders: [{ name: 'Content-Type', value: 'text/plain' }],
    responseHeadersLeftOut: 0,
    responseBody: 'ok',
    durationMs: 40,
    error: null,
    startedAt: AT,
    nextAttemptAt: null,
    stale: false,
    ...more,
  };
}

export function failedAttempt(more: Partial<Attempt> = {}): Attempt {
  return attempt({
    outcome: 'failed',
    reason: '5xx',
    responseCode: 503,
    responseBody: 'busy',
    error: 'The endpoint failed (503): see its answer',
    ...more,
  });
}

export function event(more: Partial<Event> = {}): Event {
  return {
    id: idOf('evt'),
    type: 'order.created',
    timestamp: AT,
    orderingKey: null,
    createdAt: AT,
    status: 'fanned_out',
    ...more,
  };
}

export function bulkAction(more: Partial<BulkAction> = {}): BulkAction {
  return {
    id: idOf('blk'),
    action: 'retry',
    state: 'done',
    total: 2,
    changed: 2,
    unchanged: 0,
    createdAt: AT,
    doneAt: AT,
    leftAlone: [],
    ...more,
  };
}

const SCOPES: Record<Session['role'], Scope[]> = {
  viewer: ['read'],
  operator: ['deliveries:operate', 'events:write', 'read', 'webhooks:manage'],
  admin: ['access:manage', 'deliveries:operate', 'events:write', 'read', 'webhooks:manage'],
};

export function sessionOf(role: Session['role']): Session {
  return {
    person: { id: idOf('usr'), userName: 'ada', name: 'Ada Lovelace' },
    role,
    scopes: SCOPES[role],
    tenant: 'default',
  };
}
