import type { Attempt, Delivery } from '@/api/deliveries';
import type { EventDetail } from '@/api/events';
import { REDACTED } from '@/api/redacted';
import type { Webhook } from '@/api/webhooks';

export interface Header {
  name: string;
  value: string;
}

export interface SentRequest {
  url: string;
  headers: Header[];
  body: string;
}

/** The body of every attempt: the data stands in it character for character. */
export function bodyOf(event: Pick<EventDetail, 'type' | 'timestamp' | 'dataText'>): string {
  return `{"type":"${event.type}","timestamp":"${event.timestamp}","data":${event.dataText}}`;
}

/** The request of an attempt, but for the signature and the secret headers, which only the relay has. */
export function sentRequest(
  delivery: Pick<Delivery, 'eventId'>,
  attempt: Pick<Attempt, 'startedAt'> | undefined,
  event: EventDetail,
  webhook: Webhook,
): SentRequest {
  const at = attempt === undefined ? undefined : Math.floor(Date.parse(attempt.startedAt) / 1_000);
  return {
    url: webhook.url,
    headers: [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'User-Agent', value: 'webhook-relay/1' },
      ...Object.entries(webhook.headers).map(([name, value]) => ({ name, value })),
      { name: 'webhook-id', value: delivery.eventId },
      {
        name: 'webhook-timestamp',
        value: at === undefined ? 'the time of the attempt' : String(at),
      },
      { name: 'webhook-signature', value: `${webhook.signature},${REDACTED}` },
    ],
    body: bodyOf(event),
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command for a POSIX shell that sends the request again, from this machine. */
export function curlOf({ url, headers, body }: SentRequest): string {
  return [
    `curl -i -X POST ${quoted(url)}`,
    ...headers.map(({ name, value }) => `-H ${quoted(`${name}: ${value}`)}`),
    `--data-raw ${quoted(body)}`,
  ].join(' \\\n  ');
}

/** Signs as Standard Webhooks 1.0.0 says, with `whsec_` and the secret in base64. */
export async function signature(
  secret: string,
  id: string,
  timestamp: string,
  body: string,
): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    Uint8Array.from(atob(secret.trim().replace(/^whsec_/, '')), (char) => char.charCodeAt(0)),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const signed = await crypto.subtle.sign(
    'HMAC',
    key,
    new TextEncoder().encode(`${id}.${timestamp}.${body}`),
  );
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(signed)))}`;
}

/** The request made anew with the secret: receivers refuse a signature that is minutes old. */
export async function signedNow(
  request: SentRequest,
  eventId: string,
  secret: string,
  now: number,
): Promise<SentRequest> {
  const timestamp = String(Math.floor(now / 1_000));
  const fresh: Record<string, string> = {
    'webhook-timestamp': timestamp,
    'webhook-signature': await signature(secret, eventId, timestamp, request.body),
  };
  return {
    ...request,
    headers: request.headers.map((header) => ({
      ...header,
      value: fresh[header.name] ?? header.value,
    })),
  };
}
