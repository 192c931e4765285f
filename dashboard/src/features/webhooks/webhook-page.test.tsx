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
