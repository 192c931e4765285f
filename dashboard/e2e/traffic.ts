import { setTimeout as pause } from 'node:timers/promises';
import { Receiver, type Answer } from './receiver';
import { relay } from './relay';

interface Endpoint {
  path: string;
  types: string[];
  description: string;
  answer: () => Answer;
}

/** Endpoints of a shop's subscribers, and how they are doing. */
const ENDPOINTS: readonly Endpoint[] = [
  {
    path: '/billing',
    types: ['invoice.*', 'order.paid'],
    description: 'Billing',
    answer: () => ({ status: 200, afterMs: 15 + Math.random() * 40, body: '{"ok":true}' }),
  },
  {
    path: '/warehouse',
    types: ['order.*'],
    description: 'Warehouse, Rotterdam',
    answer: () => ({ status: 202, afterMs: 60 + Math.random() * 260, body: '' }),
  },
  {
    path: '/crm/events',
    types: ['customer.*', 'order.created'],
    description: 'CRM',
    answer: () =>
      Math.random() < 0.25
        ? { status: 503, afterMs: 20, body: '{"error":"deploying, back in a minute"}' }
        : { status: 200, afterMs: 40 + Math.random() * 80, body: '{"ok":true}' },
  },
  {
    path: '/partner/v1',
    types: ['shipment.*'],
    description: 'Parcel partner, retired API',
    answer: () => ({ status: 410, afterMs: 30, body: '{"error":"v1 is gone, use v2"}' }),
  },
  {
    path: '/analytics',
    types: ['*'],
    description: 'Analytics',
    answer: () => ({ status: 200, afterMs: 5 + Math.random() * 10, body: '' }),
  },
];

const TYPES = [
  'order.created',
  'order.created',
  'order.paid',
  'order.paid',
  'invoice.paid',
  'customer.updated',
  'shipment.delayed',
];

/** Lets a shop post events for some minutes, a few each second, more and less in waves. */
export async function shopFor(minutes: number): Promise<Receiver[]> {
  const receivers: Receiver[] = [];
  for (const { path, types, description, answer } of ENDPOINTS) {
    const receiver = await Receiver.start(answer);
    receivers.push(receiver);
    await relay.register(new URL(path, receiver.url).href, types, description);
  }
  const end = Date.now() + minutes * 60_000;
  for (let n = 0; Date.now() < end; n++) {
    await relay.post(TYPES[n % TYPES.length] ?? 'order.created', payload(n));
    await pause(120 + 90 * Math.sin(Date.now() / 50_000) + Math.random() * 60);
  }
  return receivers;
}

function payload(n: number) {
  return {
    order: `2026-${String(10_000 + n)}`,
    total: { currency: 'EUR', cents: 1_290 + ((n * 7_919) % 90_000) },
    customer: { id: `cus_${(n * 104_729) % 99_991}`, country: ['DE', 'FR', 'NL'][n % 3] },
    lines: [{ sku: `SKU-${(n * 31) % 997}`, quantity: 1 + (n % 4) }],
  };
}
