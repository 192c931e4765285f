import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { bulkAction, delivery, idOf, stateCounts, webhook } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { problem, relay } from '@/testing/relay';

const THREE = [1, 2, 3].map((n) => delivery({ id: idOf('dlv', n), state: 'exhausted' }));

/** What the list was asked for last. */
let asked: Record<string, string> = {};

beforeEach(() => {
  asked = {};
  relay.use(
    http.get('/webhooks', () => HttpResponse.json({ data: [webhook()], nextCursor: null })),
    http.get('/deliveries/counts', () =>
      HttpResponse.json({
        counts: stateCounts({ exhausted: 10_000, retrying: 12 }),
        capped: true,
      }),
    ),
    http.get('/deliveries', ({ request }) => {
      asked = Object.fromEntries(new URL(request.url).searchParams);
      return HttpResponse.json({ data: THREE, nextCursor: null });
    }),
  );
});

function rowOf(n: number) {
  return screen.getByRole('checkbox', { name: `Select ${idOf('dlv', n)}` });
}

test('the filters of the URL are those of the list, and what is invalid is left out', async () => {
  openPage(`/deliveries?state=exhausted&webhookId=${idOf('whk')}&from=yesterday&cursor=abc`);
  await screen.findByRole('table', { name: 'Deliveries' });
  expect(asked).toEqual({ state: 'exhausted', webhookId: idOf('whk'), cursor: 'abc' });
});

test('a facet says how many there are, and "or more" when counting has stopped', async () => {
  const { user, url } = openPage('/deliveries?cursor=abc');
  const states = within(await screen.findByRole('navigation', { name: 'States' }));
  expect(await states.findByRole('link', { name: 'Exhausted 10,000+' })).toBeVisible();
  await user.click(states.getByRole('link', { name: 'Retrying 12' }));
  expect(url()).toBe('/ui/deliveries?state=retrying');
});

test('without counts the states are still filters, and the page says what is missing', async () => {
  relay.use(http.get('/deliveries/counts', () => problem(404, { title: 'Not found' })));
  openPage('/deliveries');
  expect(
    await screen.findByText(/How many are in each state could not be read: Not found/),
  ).toBeVisible();
  expect(screen.getByRole('link', { name: 'Exhausted –' })).toBeVisible();
});

test('a saved view drops every other filter', async () => {
  const { user, url } = openPage(`/deliveries?eventId=${idOf('evt')}&cursor=abc`);
  const views = within(await screen.findByRole('navigation', { name: 'Saved views' }));
  await user.click(views.getByRole('link', { name: 'Failing' }));
  expect(url()).toBe('/ui/deliveries?state=retrying');
  await user.click(views.getByRole('link', { name: 'Waiting' }));
  expect(url()).toBe('/ui/deliveries?state=pending');
});

test('the id of an event becomes a filter; what is no id is said to be none', async () => {
  const { user, url } = openPage('/deliveries');
  const field = await screen.findByLabelText('Event, webhook or delivery id');
  await user.type(field, 'order-17{Enter}');
  expect(await screen.findByText(/This is no id of the relay/)).toBeVisible();
  await user.clear(field);
  await user.type(field, `${idOf('evt')}{Enter}`);
  expect(
    await screen.findByRole('button', { name: 'Show the deliveries of every event' }),
  ).toBeVisible();
  expect(url()).toBe(`/ui/deliveries?eventId=${idOf('evt')}`);
});

test('rows are ticked with the mouse and Shift, and by the keyboard', async () => {
  const { user } = openPage('/deliveries');
  await screen.findByRole('table', { name: 'Deliveries' });
  await user.click(rowOf(1));
  await user.keyboard('{Shift>}');
  await user.click(rowOf(3));
  await user.keyboard('{/Shift}');
  expect(await screen.findByText('3 selected')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  rowOf(1).focus();
  await user.keyboard('{ArrowDown}');
  expect(rowOf(2)).toHaveFocus();
  await user.keyboard(' ');
  expect(await screen.findByText('1 selected')).toBeVisible();
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  expect(await screen.findByText('2 selected')).toBeVisible();
});

test('ticked rows are retried after a preview, and the report says what was left alone', async () => {
  let sent: unknown;
  const done = bulkAction({
    total: 2,
    changed: 1,
    unchanged: 1,
    leftAlone: [{ deliveryId: idOf('dlv', 2), why: 'its webhook was deleted' }],
  });
  let asks = 0;
  relay.use(
    http.post('/bulk-actions', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json(bulkAction({ state: 'running', changed: 0 }), { status: 201 });
    }),
    http.get('/bulk-actions/:id', () => {
      asks += 1;
      return HttpResponse.json(
        asks === 1 ? bulkAction({ state: 'running', changed: 0, doneAt: null }) : done,
      );
    }),
  );
  const { user, url } = openPage('/deliveries');
  await screen.findByRole('table', { name: 'Deliveries' });
  await user.click(rowOf(1));
  await user.click(rowOf(2));
  await user.click(screen.getByRole('link', { name: 'Retry…' }));
  const preview = within(await screen.findByRole('dialog', { name: 'Retry these deliveries?' }));
  expect(preview.getByText('2 selected deliveries')).toBeVisible();
  expect(sent).toBeUndefined();
  await user.click(preview.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByRole('dialog', { name: 'Retrying 2 deliveries' })).toBeVisible();
  const report = within(await screen.findByRole('dialog', { name: 'Retried 1 delivery' }));
  expect(report.getByText('its webhook was deleted')).toBeVisible();
  expect(report.getByRole('status')).toHaveTextContent(/^All 2 were gone through$/);
  expect(sent).toEqual({ action: 'retry', deliveryIds: [idOf('dlv', 1), idOf('dlv', 2)] });
  expect(url()).toBe(`/ui/deliveries?bulk=${idOf('blk')}`);
  await user.keyboard('{Escape}');
  expect(url()).toBe('/ui/deliveries');
});

test('all that match are previewed with their count, frozen at that moment', async () => {
  let sent: { filter?: { state?: string; to?: string } } = {};
  let countedUntil: string | null = null;
  relay.use(
    http.get('/deliveries/counts', ({ request }) => {
      countedUntil = new URL(request.url).searchParams.get('to');
      return HttpResponse.json({ counts: stateCounts({ exhausted: 41 }), capped: true });
    }),
    http.post('/bulk-actions', async ({ request }) => {
      sent = (await request.json()) as typeof sent;
      return problem(503, { title: 'Try again later', detail: 'The database does not answer.' });
    }),
  );
  const { user } = openPage('/deliveries?state=exhausted');
  await user.click(await screen.findByRole('link', { name: 'Retry all exhausted…' }));
  const preview = within(await screen.findByRole('dialog', { name: 'Retry these deliveries?' }));
  expect(await preview.findByText('41 deliveries match')).toBeVisible();
  await user.click(preview.getByRole('button', { name: 'Retry' }));
  expect(await preview.findByText('The database does not answer.')).toBeVisible();
  expect(sent.filter).toEqual({ state: 'exhausted', to: countedUntil });
});

test('what could not be counted can not be confirmed', async () => {
  relay.use(http.get('/deliveries/counts', () => problem(500, { title: 'A fault' })));
  openPage('/deliveries?state=exhausted&dialog=retry');
  const preview = within(await screen.findByRole('dialog', { name: 'Retry these deliveries?' }));
  expect(await preview.findByText('A fault')).toBeVisible();
  expect(preview.getByRole('button', { name: 'Retry' })).toBeDisabled();
});

test('a list that matches nothing says so, and an error is not an empty list', async () => {
  relay.use(http.get('/deliveries', () => HttpResponse.json({ data: [], nextCursor: null })));
  const { user } = openPage('/deliveries?state=pending');
  expect(await screen.findByText('No delivery matches')).toBeVisible();
  relay.use(http.get('/deliveries', () => HttpResponse.error()));
  await user.click(screen.getByRole('link', { name: 'Failing' }));
  expect(await screen.findByText(/The relay does not answer/)).toBeVisible();
});
