import type { FieldPath } from 'react-hook-form';
import * as z from 'zod/mini';
import { REDACTED } from '@/api/redacted';
import type { NewWebhook, Webhook, WebhookPatch } from '@/api/webhooks';
import { ownSecretOf, signingFields } from './signing-fields';

/*
 * The form as it is typed. It checks only what it needs to build the request; the relay checks the
 * rest and names the field at fault, so that the rules stand in one place.
 */
export const webhookFields = z.object({
  url: z.string().check(z.trim(), z.minLength(1, 'Enter the URL of the endpoint.')),
  eventTypes: z
    .string()
    .check(
      z.refine((text) => listOf(text).length > 0, 'Enter at least one type, or * for all of them.'),
    ),
  description: z.string().check(z.trim()),
  headers: z
    .string()
    .check(
      z.refine(
        (text) => linesOf(text).every((line) => /^[^:\s]+\s*:/.test(line)),
        'Write each header on its own line, as Name: value.',
      ),
    ),
  secretHeaders: z.array(z.object({ name: z.string(), value: z.string(), removed: z.boolean() })),
  timeoutSeconds: z
    .string()
    .check(z.refine((text) => /^\d*$/.test(text.trim()), 'Enter whole seconds.')),
  ...signingFields,
});

export type WebhookFields = z.infer<typeof webhookFields>;

export const NO_FIELDS: WebhookFields = {
  url: '',
  eventTypes: '',
  description: '',
  headers: '',
  secretHeaders: [],
  timeoutSeconds: '',
  signature: 'v1',
  secret: '',
};

export function fieldsOf(webhook: Webhook): WebhookFields {
  const headers = Object.entries(webhook.headers);
  return {
    url: webhook.url,
    eventTypes: webhook.eventTypes.join(', '),
    description: webhook.description ?? '',
    headers: headers
      .filter(([, value]) => value !== REDACTED)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    secretHeaders: headers
      .filter(([, value]) => value === REDACTED)
      .map(([name]) => ({ name, value: '', removed: false })),
    timeoutSeconds: String(webhook.timeoutSeconds),
    signature: webhook.signature,
    secret: '', // the relay never tells it again
  };
}

function listOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function headersOf(text: string): Record<string, string> {
  return Object.fromEntries(
    linesOf(text).map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}

function settingsOf(fields: WebhookFields) {
  const seconds = fields.timeoutSeconds.trim();
  return {
    url: fields.url.trim(),
    eventTypes: listOf(fields.eventTypes),
    description: fields.description.trim() === '' ? null : fields.description.trim(),
    headers: headersOf(fields.headers),
    ...(seconds === '' ? {} : { timeoutSeconds: Number(seconds) }),
  };
}

export function newWebhookOf(fields: WebhookFields): NewWebhook {
  return { ...settingsOf(fields), signature: fields.signature, ...ownSecretOf(fields.secret) };
}

/** What becomes of the secret headers that there are: one that is left alone is not named. */
function secretHeadersOf({ secretHeaders }: WebhookFields): Record<string, string | null> {
  return Object.fromEntries(
    secretHeaders
      .map(({ name, value, removed }) => [name, removed ? null : value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );
}

/** The change from what there is: a header that is gone has to be taken back by a null. */
export function patchOf(fields: WebhookFields, before: Webhook): WebhookPatch {
  const { headers, timeoutSeconds, ...rest } = settingsOf(fields);
  const gone = Object.entries(before.headers)
    .filter(([, value]) => value !== REDACTED)
    .map(([name]) => [name, null] as const);
  return {
    ...rest,
    headers: { ...Object.fromEntries(gone), ...secretHeadersOf(fields), ...headers },
    timeoutSeconds: timeoutSeconds ?? null,
  };
}

/** The field of the form that a name in a problem's `errors` means, such as `eventTypes[2]`. */
export function fieldNamed(
  name: string,
  { secretHeaders }: WebhookFields,
): FieldPath<WebhookFields> | undefined {
  const secret = secretHeaders.findIndex((header) => name === `headers.${header.name}`);
  if (secret !== -1) return `secretHeaders.${secret}.value`;
  const first = name.split(/[.[]/)[0];
  return Object.keys(NO_FIELDS).find((field): field is keyof WebhookFields => field === first);
}
