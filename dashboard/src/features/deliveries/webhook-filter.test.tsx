import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { delivery, idOf, stateCounts, webhook } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { problem, relay } from '@/testing/relay';

const THREE = [1, 2, 3].map((n) => delivery({ id: idOf('dlv', n) }));

beforeEach(() => {
  relay.use(
    http.get('/webhooks', () => HttpResponse.json({ data: [webhook()], nextCursor: null })),
    http.get('/deliveries', () => HttpResponse.json({ data: THREE, nextCursor: null })),
    http.get('/deliveries/counts', () =>
      HttpResponse.json({ counts: stateCounts(), capped: false }),
    ),
  );
});

/** So many webhooks, a page at a time, the newest first. */
function manyWebhooks(many: number) {
  relay.use(
    http.get('/webhooks', ({ request }) => {
      const { searchParams } = new URL(request.url);
      const from = Number(searchParams.get('cursor') ?? '0');
      const size = Number(searchParams.get('limit'));
      const rest = Math.min(size, many - from);
      return HttpResponse.json({
        data: Array.from({ length: rest }, (_, n) => numbered(from + n)),
        nextCursor: from + size < many ? String(from + size) : null,
      });
    }),
  );
}

function numbered(n: number) {
  return webhook({ id: idOf('whk', n), url: `https://n${n}.example.com/hooks` });
}

test('a webhook that is not among the newest is found by a part of its URL', async () => {
  manyWebhooks(450);
  relay.use(http.get('/webhooks/:id', () => HttpResponse.json(numbered(449))));
  const { user, url } = openPage('/deliveries?state=retrying');
  await user.click(await screen.findByRole('button', { name: 'Webhook: Every webhook' }));
  expect(await screen.findByText('The newest 50 of 450: type more of the URL.')).toBeVisible();
  await user.type(screen.getByRole('combobox', { name: 'Webhook' }), 'n449.');
  expect(
    await screen.findByRole('option', { name: 'https://n449.example.com/hooks' }),
  ).toBeVisible();
  await user.keyboard('{Enter}');
  expect(
    await screen.findByRole('button', { name: 'Webhook: n449.example.com/hooks' }),
  ).toBeVisible();
  await waitFor(() =>
    expect(url()).toBe(`/ui/deliveries?state=retrying&webhookId=${idOf('whk', 449)}`),
  );
});

test('a webhook that is older than all that are listed is found by its id', async () => {
  manyWebhooks(2_300);
  relay.use(http.get('/webhooks/:id', () => HttpResponse.json(numbered(2_250))));
  const { user, url } = openPage('/deliveries');
  await user.click(await screen.findByRole('button', { name: 'Webhook: Every webhook' }));
  const field = screen.getByRole('combobox', { name: 'Webhook' });
  await user.type(field, 'n2250.');
  expect(
    await screen.findByText(
      'No URL contains this. Only the newest 2,000 are searched; paste the id of an older one.',
    ),
  ).toBeVisible();
  await user.clear(field);
  await user.paste(idOf('whk', 2_250));
  await user.click(await screen.findByRole('option', { name: 'n2250.example.com/hooks' }));
  expect(
    await screen.findByRole('button', { name: 'Webhook: n2250.example.com/hooks' }),
  ).toBeVisible();
  expect(url()).toBe(`/ui/deliveries?webhookId=${idOf('whk', 2_250)}`);
});

test('every webhook is chosen again', async () => {
  const { user, url } = openPage(`/deliveries?webhookId=${idOf('whk')}`);
  await user.click(await screen.findByRole('button', { name: 'Webhook: shop.example.com/hooks' }));
  await user.click(await screen.findByRole('option', { name: 'Every webhook' }));
  await waitFor(() => expect(url()).toBe('/ui/deliveries'));
});

test('webhooks that could not be read do not pass for none', async () => {
  relay.use(http.get('/webhooks', () => problem(500, { title: 'A fault' })));
  const { user } = openPage('/deliveries');
  await user.click(await screen.findByRole('button', { name: 'Webhook: Every webhook' }));
  expect(await screen.findByText('A fault')).toBeVisible();
  expect(screen.queryByText('No URL contains this.')).toBeNull();
});

test('a row names a webhook that is not among the newest, asked for once', async () => {
  manyWebhooks(450);
  let asks = 0;
  relay.use(
    http.get('/webhooks/:id', () => {
      asks += 1;
      return HttpResponse.json(numbered(300));
    }),
    http.get('/deliveries', () =>
      HttpResponse.json({
        data: THREE.map((one) => ({ ...one, webhookId: idOf('whk', 300) })),
        nextCursor: null,
      }),
    ),
  );
  openPage('/deliveries');
  expect(await screen.findAllByText('n300.example.com/hooks')).toHaveLength(3);
  expect(asks).toBe(1);
});

test('a row names a webhook that is gone by its id, and does not ask for it', async () => {
  let asks = 0;
  relay.use(
    http.get('/webhooks', () => HttpResponse.json({ data: [], nextCursor: null })),
    http.get('/webhooks/:id', () => {
      asks += 1;
      return problem(404);
    }),
  );
  const { queries } = openPage('/deliveries');
  expect(await screen.findAllByText(/^whk_…/)).toHaveLength(3);
  await waitFor(() => expect(queries.isFetching()).toBe(0));
  expect(asks).toBe(0);
});
