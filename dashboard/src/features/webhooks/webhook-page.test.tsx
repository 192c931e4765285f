import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { idOf, stateCounts, webhook } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { problem, relay } from '@/testing/relay';

const ID = idOf('whk');

beforeEach(() => {
  relay.use(
    http.get('/webhooks/:id', () => HttpResponse.json(webhook({ headers: { 'X-Old': '1' } }))),
    http.get('/webhooks', () => HttpResponse.json({ data: [], nextCursor: null })),
    http.get('/deliveries', () => HttpResponse.json({ data: [], nextCursor: null })),
    http.get('/deliveries/counts', () =>
      HttpResponse.json({
        counts: stateCounts({ pending: 2, retrying: 3, succeeded: 10_000 }),
        capped: true,
      }),
    ),
  );
});

test('deleting says what it does in numbers and needs the name typed', async () => {
  let deleted = false;
  relay.use(
    http.delete('/webhooks/:id', () => {
      deleted = true;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user, url } = openPage(`/webhooks/${ID}?dialog=delete`);
  const dialog = within(await screen.findByRole('dialog', { name: 'Delete this webhook?' }));
  expect(
    await dialog.findByText('5 deliveries that wait are cancelled and not sent.'),
  ).toBeVisible();
  expect(
    dialog.getByText(/^At least 10,000 deliveries that have ended stay visible/),
  ).toBeVisible();
  const button = dialog.getByRole('button', { name: 'Delete for good' });
  expect(button).toBeDisabled();
  await user.type(dialog.getByLabelText(/to confirm/), 'shop.example.com');
  await user.click(button);
  expect(await screen.findByText('The webhook is deleted')).toBeVisible();
  expect(deleted).toBe(true);
  expect(url()).toBe('/ui/webhooks');
});

test('a header that is taken out of the form is taken back by a null', async () => {
  let sent: unknown;
  relay.use(
    http.patch('/webhooks/:id', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json(webhook());
    }),
  );
  const { user } = openPage(`/webhooks/${ID}?dialog=edit`);
  const headers = await screen.findByLabelText(/^Headers/);
  await user.clear(headers);
  await user.type(headers, 'X-New: 2');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('The webhook is changed')).toBeVisible();
  expect(sent).toMatchObject({ headers: { 'X-Old': null, 'X-New': '2' } });
  expect(sent).not.toHaveProperty('secret');
  expect(sent).not.toHaveProperty('signature');
});

async function editSecretHeaders() {
  const sent: unknown[] = [];
  const secret = webhook({
    headers: { Authorization: 'REDACTED', Cookie: 'REDACTED', 'X-A': '1' },
  });
  relay.use(
    http.get('/webhooks/:id', () => HttpResponse.json(secret)),
    http.patch('/webhooks/:id', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(secret);
    }),
  );
  const page = openPage(`/webhooks/${ID}?dialog=edit`);
  const dialog = within(await screen.findByRole('dialog', { name: 'Edit the webhook' }));
  return { ...page, dialog, sent };
}

test('a secret header is shown as set, and its value nowhere', async () => {
  const { dialog } = await editSecretHeaders();
  const settings = within(screen.getByRole('region', { name: 'Settings', hidden: true }));
  expect(settings.getByText(/^Authorization:/)).toHaveTextContent('Authorization: set');
  expect(dialog.getByLabelText(/^Headers/)).toHaveValue('X-A: 1');
  expect(dialog.getByLabelText('Authorization (secret header)')).toHaveValue('');
  expect(dialog.getAllByText('It is set. Leave this empty to keep it.')).toHaveLength(2);
  expect(document.body).not.toHaveTextContent('REDACTED');
});

test('a secret header that is left alone is not sent, so that it is kept', async () => {
  const { user, dialog, sent } = await editSecretHeaders();
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('The webhook is changed')).toBeVisible();
  expect(sent).toEqual([expect.objectContaining({ headers: { 'X-A': '1' } })]);
});

test('a secret header is replaced or removed', async () => {
  const { user, dialog, sent } = await editSecretHeaders();
  const value = dialog.getByLabelText('Authorization (secret header)');
  expect(value).toHaveAttribute('type', 'password');
  await user.type(value, 'Bearer new');
  await user.click(dialog.getByRole('checkbox', { name: 'Remove Cookie' }));
  expect(dialog.getByText('It is removed when you save.')).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('The webhook is changed')).toBeVisible();
  expect(sent).toEqual([
    expect.objectContaining({
      headers: { Authorization: 'Bearer new', Cookie: null, 'X-A': '1' },
    }),
  ]);
});

test('what the relay has against a new value of a secret header stands beside it', async () => {
  const { user, dialog } = await editSecretHeaders();
  relay.use(
    http.patch('/webhooks/:id', () =>
      problem(400, { errors: [{ field: 'headers.Cookie', message: 'must have a value' }] }),
    ),
  );
  await user.type(dialog.getByLabelText('Cookie (secret header)'), 'é');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await dialog.findByText('It must have a value.')).toBeVisible();
  expect(dialog.getByLabelText('Cookie (secret header)')).toBeInvalid();
  expect(dialog.getByLabelText(/^Headers/)).toBeValid();
});

test('rotating shows the new secret once and says until when the old one is valid', async () => {
  let sent: unknown;
  relay.use(
    http.post('/webhooks/:id/secret', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({
        ...webhook({ oldSecretValidUntil: '2026-11-27T10:00:00Z' }),
        secret: 'whsec_only-once',
      });
    }),
  );
  const { user, url } = openPage(`/webhooks/${ID}`);
  await user.click(await screen.findByRole('link', { name: 'Rotate secret' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Rotate the secret' }));
  await user.selectOptions(
    dialog.getByLabelText('The present secret stays valid for'),
    dialog.getByRole('option', { name: '3 days' }),
  );
  await user.click(dialog.getByRole('button', { name: 'Rotate' }));
  expect(await screen.findByText('whsec_only-once')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy the secret' })).toBeVisible();
  expect(sent).toEqual({ signature: 'v1', keepOldFor: 259_200 });
  const shown = within(screen.getByRole('dialog', { name: 'The secret is rotated' }));
  const until = shown.getByText(/The secret before is valid until/);
  expect(within(until).getByText(/2026/)).toHaveAttribute('datetime', '2026-11-27T10:00:00Z');
  await user.click(shown.getByRole('button', { name: 'I have kept it' }));
  expect(screen.queryByText('whsec_only-once')).toBeNull();
  await waitFor(() => expect(url()).toBe(`/ui/webhooks/${ID}`));
});

test('a rotation to v1a shows the public key, and that the old secret is gone', async () => {
  let sent: unknown;
  relay.use(
    http.post('/webhooks/:id/secret', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({
        ...webhook({ signature: 'v1a', publicKey: 'whpk_for-all' }),
        secret: null,
      });
    }),
  );
  const { user } = openPage(`/webhooks/${ID}?dialog=rotate`);
  const dialog = within(await screen.findByRole('dialog', { name: 'Rotate the secret' }));
  await user.selectOptions(dialog.getByLabelText('Signature'), 'v1a');
  await user.selectOptions(
    dialog.getByLabelText('The present secret stays valid for'),
    dialog.getByRole('option', { name: 'Not at all' }),
  );
  await user.click(dialog.getByRole('button', { name: 'Rotate' }));
  expect(await screen.findByText('whpk_for-all')).toBeVisible();
  expect(screen.getByText('The secret before is not valid any more.')).toBeVisible();
  expect(sent).toEqual({ signature: 'v1a', keepOldFor: 0 });
});

test('a rotation says which secret it ends, and what the relay has against the new one', async () => {
  relay.use(
    http.get('/webhooks/:id', () =>
      HttpResponse.json(webhook({ oldSecretValidUntil: '2026-11-27T10:00:00Z' })),
    ),
    http.post('/webhooks/:id/secret', () =>
      problem(400, { errors: [{ field: 'secret', message: 'is the one that the webhook has' }] }),
    ),
  );
  const { user } = openPage(`/webhooks/${ID}?dialog=rotate`);
  const dialog = within(await screen.findByRole('dialog', { name: 'Rotate the secret' }));
  expect(dialog.getByText(/^The secret before the present one is valid until/)).toBeVisible();
  const secret = dialog.getByLabelText(/^Signing secret/);
  await user.type(secret, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  await user.click(dialog.getByRole('button', { name: 'Rotate' }));
  expect(await dialog.findByText('It is the one that the webhook has.')).toBeVisible();
  expect(secret).toBeInvalid();
});

test('a rotation on its way is not closed, since its answer has the secret', async () => {
  const asked: (() => void)[] = [];
  relay.use(
    http.post('/webhooks/:id/secret', async () => {
      await new Promise<void>((answer) => asked.push(answer));
      return HttpResponse.json({ ...webhook(), secret: 'whsec_only-once' });
    }),
  );
  const { user } = openPage(`/webhooks/${ID}?dialog=rotate`);
  await user.click(await screen.findByRole('button', { name: 'Rotate' }));
  expect(await screen.findByRole('button', { name: 'Rotating…' })).toBeDisabled();
  await user.keyboard('{Escape}');
  asked.forEach((answer) => answer());
  expect(await screen.findByText('whsec_only-once')).toBeVisible();
});

test('a rotation that failed says why', async () => {
  relay.use(
    http.post('/webhooks/:id/secret', () =>
      problem(503, { detail: 'The database does not answer.' }),
    ),
  );
  const { user } = openPage(`/webhooks/${ID}?dialog=rotate`);
  await user.click(await screen.findByRole('button', { name: 'Rotate' }));
  expect(await screen.findByText('The database does not answer.')).toBeVisible();
});

test('the page shows the public key, and until when the secret before is valid', async () => {
  relay.use(
    http.get('/webhooks/:id', () =>
      HttpResponse.json(
        webhook({
          signature: 'v1a',
          publicKey: 'whpk_for-all',
          oldSecretValidUntil: '2026-11-27T10:00:00Z',
        }),
      ),
    ),
  );
  openPage(`/webhooks/${ID}`);
  const settings = within(await screen.findByRole('region', { name: 'Settings' }));
  expect(settings.getByText('whpk_for-all')).toBeVisible();
  expect(settings.getByText(/^the one before is valid until/)).toBeVisible();
});

test('a test event leads to its delivery', async () => {
  relay.use(
    http.post('/webhooks/:id/test', () =>
      HttpResponse.json({ eventId: idOf('evt'), deliveryId: idOf('dlv') }, { status: 202 }),
    ),
  );
  const { user } = openPage(`/webhooks/${ID}`);
  await user.click(await screen.findByRole('button', { name: 'Send test event' }));
  expect(await screen.findByText('A test event is on its way')).toBeVisible();
  expect(screen.getByRole('button', { name: 'See its delivery' })).toBeVisible();
});

test('what could not be done is said in the words of the relay', async () => {
  relay.use(
    http.patch('/webhooks/:id', () => problem(503, { detail: 'The database does not answer.' })),
  );
  const { user } = openPage(`/webhooks/${ID}`);
  await user.click(await screen.findByRole('button', { name: 'Disable' }));
  expect(await screen.findByText('The webhook was not disabled')).toBeVisible();
  expect(screen.getByText('The database does not answer.')).toBeVisible();
});

test('a link to the failures brings them into view when they have been read', async () => {
  const shown = vi.spyOn(Element.prototype, 'scrollIntoView');
  openPage(`/webhooks/${ID}#failures`);
  const failures = await screen.findByRole('region', { name: 'Failures by cause' });
  await waitFor(() => expect(shown.mock.contexts).toContain(failures));
});

test('a webhook that is not there is not found', async () => {
  relay.use(
    http.get('/webhooks/:id', () =>
      problem(404, { title: 'There is no such thing', detail: `There is no webhook ${ID}.` }),
    ),
  );
  openPage(`/webhooks/${ID}`);
  expect(await screen.findByText(`There is no webhook ${ID}.`)).toBeVisible();
  expect(screen.getByRole('heading', { level: 1, name: 'Webhook' })).toBeVisible();
  expect(document.title).toBe('Webhook · Webhook relay');
});
