import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { idOf, stateCounts, webhook, webhookHealth } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { problem, relay } from '@/testing/relay';

function list(...data: ReturnType<typeof webhook>[]) {
  relay.use(http.get('/webhooks', () => HttpResponse.json({ data, nextCursor: null })));
}

test('each webhook shows its state and how it has been doing', async () => {
  list(webhook({ enabled: false }));
  relay.use(
    http.get('/webhooks/:id/health', () =>
      HttpResponse.json(
        webhookHealth({
          totals: { accepted: 0, succeeded: 97, failed: 3, latency: null },
          counts: stateCounts({ retrying: 3 }),
        }),
      ),
    ),
  );
  openPage('/webhooks');
  const row = (await screen.findByText('https://shop.example.com/hooks')).closest('tr');
  expect(row).not.toBeNull();
  const cells = within(row ?? document.body);
  expect(cells.getByText('Disabled')).toBeVisible();
  expect(await cells.findByText('97.0 %')).toBeVisible();
  expect(cells.getByRole('img', { name: '97 attempts succeeded, 3 failed' })).toBeVisible();
  expect(cells.getByRole('link', { name: '3' })).toHaveAttribute(
    'href',
    `/ui/deliveries?webhookId=${idOf('whk')}&state=retrying`,
  );
});

async function openMenu(path = '/webhooks') {
  const page = openPage(path);
  await page.user.click(
    await screen.findByRole('button', { name: 'Actions for https://shop.example.com/hooks' }),
  );
  return { ...page, menu: within(await screen.findByRole('menu')) };
}

test('a row is disabled and sent a test event from its menu', async () => {
  list(webhook());
  let sent: unknown;
  relay.use(
    http.patch('/webhooks/:id', async ({ request }) => {
      sent = await request.json();
      list(webhook({ enabled: false }));
      return HttpResponse.json(webhook({ enabled: false }));
    }),
    http.post('/webhooks/:id/test', () =>
      HttpResponse.json({ eventId: idOf('evt'), deliveryId: idOf('dlv') }, { status: 202 }),
    ),
  );
  const { user, menu } = await openMenu();
  await user.click(menu.getByRole('menuitem', { name: 'Disable' }));
  expect(await screen.findByText('The webhook is disabled')).toBeVisible();
  expect(await screen.findByText('Disabled')).toBeVisible();
  expect(sent).toEqual({ enabled: false });
  await user.click(screen.getByRole('button', { name: /^Actions for/ }));
  expect(await screen.findByRole('menuitem', { name: 'Enable' })).toBeVisible();
  await user.click(screen.getByRole('menuitem', { name: 'Send test event' }));
  expect(await screen.findByRole('button', { name: 'See its delivery' })).toBeVisible();
});

test('a row is edited without leaving the list, and back does not edit it again', async () => {
  list(webhook());
  relay.use(http.patch('/webhooks/:id', () => HttpResponse.json(webhook())));
  const { user, menu, url, back } = await openMenu('/webhooks?range=6h');
  await user.click(menu.getByRole('menuitem', { name: 'Edit' }));
  expect(await screen.findByRole('dialog', { name: 'Edit the webhook' })).toBeVisible();
  expect(url()).toBe(`/ui/webhooks?range=6h&dialog=edit&webhook=${idOf('whk')}`);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('The webhook is changed')).toBeVisible();
  await waitFor(() => expect(url()).toBe('/ui/webhooks?range=6h'));
  const opener = screen.getByRole('button', { name: /^Actions for/ });
  await waitFor(() => expect(opener).toHaveFocus());
  back();
  await waitFor(() => expect(url()).toBe('/ui/webhooks?range=6h'));
});

test('a row is deleted after its impact was said in numbers, and the list stays as it was', async () => {
  list(webhook());
  relay.use(
    http.get('/deliveries/counts', () =>
      HttpResponse.json({ counts: stateCounts({ pending: 4 }), capped: false }),
    ),
    http.delete('/webhooks/:id', () => {
      list();
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user, menu, url } = await openMenu('/webhooks?range=6h');
  await user.click(menu.getByRole('menuitem', { name: 'Delete' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Delete this webhook?' }));
  expect(
    await dialog.findByText('4 deliveries that wait are cancelled and not sent.'),
  ).toBeVisible();
  await user.type(dialog.getByLabelText(/to confirm/), 'shop.example.com');
  await user.click(dialog.getByRole('button', { name: 'Delete for good' }));
  expect(await screen.findByText('No endpoint is subscribed yet')).toBeVisible();
  expect(url()).toBe('/ui/webhooks?range=6h');
});

test('without webhooks the page teaches how to register one', async () => {
  list();
  openPage('/webhooks');
  expect(await screen.findByText('No endpoint is subscribed yet')).toBeVisible();
  expect(screen.getByText(/curl -s .*\/webhooks/)).toBeVisible();
  // It scrolls where it is narrow, so the keyboard has to reach it.
  expect(screen.getByRole('region', { name: 'the command' })).toHaveAttribute('tabindex', '0');
});

test('an error is not an empty list, and trying again mends it', async () => {
  relay.use(
    http.get('/webhooks', () => problem(500, { title: 'A fault of the relay' }), { once: true }),
  );
  const { user } = openPage('/webhooks');
  expect(await screen.findByText('A fault of the relay')).toBeVisible();
  expect(screen.queryByText('No endpoint is subscribed yet')).toBeNull();
  list(webhook());
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('https://shop.example.com/hooks')).toBeVisible();
});

test('registering sends what was typed and shows the secret once', async () => {
  list();
  let sent: unknown;
  relay.use(
    http.post('/webhooks', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ ...webhook(), secret: 'whsec_only-once' }, { status: 201 });
    }),
  );
  const { user } = openPage('/webhooks?dialog=register');
  const dialog = within(await screen.findByRole('dialog', { name: 'Register a webhook' }));
  await user.type(dialog.getByLabelText('Endpoint URL'), 'https://shop.example.com/hooks');
  await user.type(dialog.getByLabelText('Event types'), 'order.*, invoice.paid');
  await user.type(dialog.getByLabelText(/^Headers/), 'X-Shop: north');
  await user.click(dialog.getByRole('button', { name: 'Register' }));
  expect(await screen.findByText('whsec_only-once')).toBeVisible();
  expect(sent).toEqual({
    url: 'https://shop.example.com/hooks',
    eventTypes: ['order.*', 'invoice.paid'],
    description: null,
    headers: { 'X-Shop': 'north' },
    signature: 'v1',
  });
});

test('with v1a no secret is asked for, and the public key is shown', async () => {
  list();
  let sent: unknown;
  relay.use(
    http.post('/webhooks', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json(
        { ...webhook({ signature: 'v1a', publicKey: 'whpk_for-all' }), secret: null },
        { status: 201 },
      );
    }),
  );
  const { user } = openPage('/webhooks?dialog=register');
  const dialog = within(await screen.findByRole('dialog', { name: 'Register a webhook' }));
  await user.type(dialog.getByLabelText('Endpoint URL'), 'https://shop.example.com/hooks');
  await user.type(dialog.getByLabelText('Event types'), '*');
  await user.type(dialog.getByLabelText(/^Signing secret/), 'typed before');
  await user.selectOptions(dialog.getByLabelText('Signature'), 'v1a');
  expect(dialog.queryByLabelText(/^Signing secret/)).toBeNull();
  await user.click(dialog.getByRole('button', { name: 'Register' }));
  expect(await screen.findByText('whpk_for-all')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy the public key' })).toBeVisible();
  expect(sent).toMatchObject({ signature: 'v1a' });
  expect(sent).not.toHaveProperty('secret');
});

test('a secret of its own is checked before it is sent, and by the relay after', async () => {
  list();
  const sent: { secret?: string }[] = [];
  relay.use(
    http.post('/webhooks', async ({ request }) => {
      sent.push((await request.json()) as (typeof sent)[number]);
      return problem(400, { errors: [{ field: 'secret', message: 'must be another one' }] });
    }),
  );
  const { user } = openPage('/webhooks?dialog=register');
  const secret = await screen.findByLabelText(/^Signing secret/);
  await user.type(screen.getByLabelText('Endpoint URL'), 'https://shop.example.com/hooks');
  await user.type(screen.getByLabelText('Event types'), '*');
  await user.type(secret, 'whsec_dG9vIHNob3J0');
  await user.click(screen.getByRole('button', { name: 'Register' }));
  expect(
    await screen.findByText('Enter whsec_ and then 24 to 64 bytes in standard base64.'),
  ).toBeVisible();
  expect(secret).toBeInvalid();
  expect(sent).toEqual([]);
  await user.clear(secret);
  await user.type(secret, ' whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw ');
  await user.click(screen.getByRole('button', { name: 'Register' }));
  expect(await screen.findByText('It must be another one.')).toBeVisible();
  expect(sent).toMatchObject([{ secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }]);
  expect(secret).toHaveFocus();
});

test('what the relay has against a field is said beside the field', async () => {
  list();
  relay.use(
    http.post('/webhooks', () =>
      problem(400, {
        errors: [{ field: 'eventTypes[1]', message: 'must be an event type or a prefix' }],
      }),
    ),
  );
  const { user } = openPage('/webhooks?dialog=register');
  const types = await screen.findByLabelText('Event types');
  await user.type(screen.getByLabelText('Endpoint URL'), 'https://shop.example.com/hooks');
  await user.type(types, 'order.*, !');
  await user.click(screen.getByRole('button', { name: 'Register' }));
  expect(await screen.findByText('It must be an event type or a prefix.')).toBeVisible();
  expect(types).toBeInvalid();
  expect(types).toHaveFocus();
});
