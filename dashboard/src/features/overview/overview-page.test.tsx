import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { idOf, overview, stateCounts } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { problem, relay } from '@/testing/relay';

const busy = overview({
  totals: { accepted: 1_200, succeeded: 999, failed: 1, latency: { p50: 40, p95: 90, p99: 1_500 } },
  counts: stateCounts({ pending: 7, retrying: 3, exhausted: 2, succeeded: 999 }),
  outbox: { events: 12, oldestAt: '2026-11-24T09:58:00Z' },
  oldestDueAt: '2026-11-24T09:59:00Z',
  worst: [
    {
      webhookId: idOf('whk'),
      url: 'https://shop.example.com/hooks',
      enabled: true,
      succeeded: 9,
      failed: 1,
    },
  ],
});

test('every figure leads to the list behind it', async () => {
  relay.use(http.get('/overview', () => HttpResponse.json(busy)));
  openPage('/');
  expect(await screen.findByRole('link', { name: '1,200' })).toHaveAttribute(
    'href',
    '/ui/events?from=2026-11-24T09%3A00%3A00Z',
  );
  const failing = screen.getByText('Failing').closest('div');
  expect(within(failing ?? document.body).getByRole('link', { name: '3' })).toHaveAttribute(
    'href',
    '/ui/deliveries?state=retrying',
  );
  expect(screen.getByRole('link', { name: '2 exhausted' })).toHaveAttribute(
    'href',
    '/ui/deliveries?state=exhausted',
  );
  expect(screen.getByRole('link', { name: 'https://shop.example.com/hooks' })).toHaveAttribute(
    'href',
    `/ui/webhooks/${idOf('whk')}`,
  );
  expect(screen.getByRole('link', { name: '12 wait to be matched' })).toHaveAttribute(
    'href',
    '/ui/events?status=waiting',
  );
  expect(screen.getByText('p50 40 ms · p95 90 ms · p99 1.5 s')).toBeVisible();
});

test('what failed leads to the worst endpoints, and from each to its failures by cause', async () => {
  relay.use(http.get('/overview', () => HttpResponse.json(busy)));
  const { user, url } = openPage('/?range=6h');
  const worst = within(await screen.findByRole('table', { name: 'Worst endpoints' }));
  expect(worst.getByRole('link', { name: '1' })).toHaveAttribute(
    'href',
    `/ui/webhooks/${idOf('whk')}?range=6h#failures`,
  );
  await user.click(screen.getByRole('link', { name: '1 failed' }));
  await waitFor(() => expect(url()).toBe('/ui/?range=6h#failures'));
});

test('the range is in the URL, and asked for', async () => {
  const asked: (string | null)[] = [];
  relay.use(
    http.get('/overview', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('range'));
      return HttpResponse.json(busy);
    }),
  );
  const { user, url } = openPage('/?range=24h');
  expect(await screen.findByRole('button', { name: '24 hours', pressed: true })).toBeVisible();
  await user.click(screen.getByRole('button', { name: '7 days' }));
  expect(await screen.findByRole('button', { name: '7 days', pressed: true })).toBeVisible();
  expect(url()).toBe('/ui/?range=7d');
  expect(asked).toEqual(['24h', '7d']);
});

test('a part that is not well says what to do', async () => {
  const health = {
    ...overview().health,
    kafka: { state: 'down' as const, detail: 'Kafka does not answer; start it.' },
  };
  relay.use(http.get('/overview', () => HttpResponse.json(overview({ health }))));
  openPage('/');
  expect(await screen.findByText('Down')).toBeVisible();
  expect(screen.getByText('Kafka does not answer; start it.')).toBeVisible();
});

test('before the first event the page teaches how to post one', async () => {
  openPage('/');
  expect(await screen.findByText('No event has come yet')).toBeVisible();
});

test('a fault shows its reference and no figures', async () => {
  relay.use(http.get('/overview', () => problem(500, { title: 'A fault of the relay' })));
  openPage('/');
  expect(await screen.findByText('A fault of the relay')).toBeVisible();
  expect(screen.queryByText('Accepted')).toBeNull();
});

test('failures of webhooks that are gone are not said to be none', async () => {
  const gone = overview({
    totals: { accepted: 28, succeeded: 28, failed: 7, latency: null },
    worst: [],
  });
  relay.use(http.get('/overview', () => HttpResponse.json(gone)));
  openPage('/');
  expect(await screen.findByText(/webhooks that have been deleted since/)).toBeVisible();
});
