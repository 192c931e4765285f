import { randomUUID } from 'node:crypto';

export const relayUrl = process.env.RELAY_URL ?? 'http://localhost:8080';

export function apiKey(): string {
  const key = process.env.RELAY_API_KEY;
  if (key === undefined) throw new Error('Set RELAY_API_KEY to the key of the relay.');
  return key;
}

/** Who the tests log in as. */
export function person(): { userName: string; password: string } {
  const { RELAY_USER: userName = 'admin', RELAY_PASSWORD: password } = process.env;
  if (password === undefined) throw new Error('Set RELAY_PASSWORD to the password of the admin.');
  return { userName, password };
}

/** What a backend engineer's service does with the API. */
export const relay = {
  /** A type that no other test has. */
  newType: () => `test.${randomUUID().slice(0, 8)}`,

  register: async (url: string, eventTypes: string[], description?: string) =>
    (await call<{ id: string }>('POST', '/webhooks', { url, eventTypes, description })).id,

  makeKey: async (name: string) =>
    (await call<{ id: string }>('POST', '/keys', { name, scopes: ['read'] })).id,

  /** A tenant with nothing in it. */
  newTenant: async () => {
    const name = `tenant-${randomUUID().slice(0, 8)}`;
    const { key } = await call<{ key: string }>('POST', '/tenants', { name });
    return {
      addPerson: async (role: string) => {
        const who = { userName: `grace-${randomUUID().slice(0, 8)}`, password: 'a long password' };
        await call('POST', '/people', { ...who, role }, key);
        return who;
      },
    };
  },

  enable: (webhook: string) => call('PATCH', `/webhooks/${webhook}`, { enabled: true }),

  isEnabled: async (webhook: string) =>
    (await call<{ enabled: boolean }>('GET', `/webhooks/${webhook}`)).enabled,

  deleteWebhook: (id: string) => call('DELETE', `/webhooks/${id}`),

  post: async (type: string, data: unknown = { ok: true }) =>
    (await call<{ id: string }>('POST', '/events', { type, data })).id,

  postMany: async (type: string, many: number) => {
    const events = Array.from({ length: many }, (_, n) => ({ type, data: { n } }));
    await call('POST', '/events/batch', { events });
  },

  /** The newest delivery that is in a state. */
  newest: async (state: string) => {
    const path = `/deliveries?state=${state}&limit=1`;
    const page = await call<{ data: { id: string; eventId: string; webhookId: string }[] }>(
      'GET',
      path,
    );
    const [newest] = page.data;
    if (newest === undefined) throw new Error(`No delivery is ${state}.`);
    return newest;
  },

  deliveryOf: async (eventId: string) => {
    const event = await call<{ deliveries: { id: string }[] }>('GET', `/events/${eventId}`);
    return event.deliveries[0]?.id ?? '';
  },

  retry: (deliveryId: string) => call('POST', `/deliveries/${deliveryId}/retry`),

  attempts: async (deliveryId: string) =>
    (await call<{ attempts: number }>('GET', `/deliveries/${deliveryId}`)).attempts,

  /** How many deliveries of a webhook are in a state. */
  count: async (webhookId: string, state: string) => {
    const path = `/deliveries/counts?webhookId=${webhookId}`;
    const { counts } = await call<{ counts: Record<string, number | undefined> }>('GET', path);
    return counts[state];
  },
};

async function call<T>(method: string, path: string, body?: unknown, key = apiKey()): Promise<T> {
  const response = await fetch(relayUrl + path, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Stops and starts the process of api-service, by whoever has started it. */
export const apiService = {
  stop: () => turn('stop'),
  /** Returns when it is ready. */
  start: () => turn('start'),
};

async function turn(which: 'stop' | 'start'): Promise<void> {
  const control = process.env.RELAY_CONTROL_URL;
  if (control === undefined) throw new Error('RELAY_CONTROL_URL is not set.');
  const response = await fetch(`${control}/api-service/${which}`, { method: 'POST' });
  if (!response.ok) throw new Error(`${which}: ${response.status}`);
}
