import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { idOf, webhook } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { relay } from '@/testing/relay';

test('an id that is pasted into the palette opens what it belongs to', async () => {
  const id = idOf('whk');
  relay.use(
    http.get('/webhooks/:id', () => HttpResponse.json(webhook())),
    http.get('/deliveries', () => HttpResponse.json({ data: [], nextCursor: null })),
  );
  const { user, url } = openPage('/');
  await screen.findByRole('heading', { name: 'Overview' });
  await user.keyboard('{Control>}k{/Control}');
  await user.click(await screen.findByPlaceholderText(/Paste an id/));
  await user.paste(id);
  await screen.findByText(id);
  await user.keyboard('{Enter}');
  await screen.findByRole('heading', { level: 1, name: 'https://shop.example.com/hooks' });
  expect(url()).toBe(`/ui/webhooks/${id}`);
});

test('an idempotency key is searched for', async () => {
  relay.use(
    http.get('/search', ({ request }) =>
      HttpResponse.json({
        results:
          new URL(request.url).searchParams.get('q') === 'order-17'
            ? [{ kind: 'event', id: idOf('evt'), by: 'idempotencyKey' }]
            : [],
      }),
    ),
  );
  const { user } = openPage('/');
  await screen.findByRole('heading', { name: 'Overview' });
  await user.keyboard('/');
  await user.click(await screen.findByPlaceholderText(/Paste an id/));
  await user.paste('order-17');
  expect(await screen.findByText(idOf('evt'))).toBeVisible();
});

test('the shortcuts are a key away, and lead to the pages', async () => {
  relay.use(http.get('/webhooks', () => HttpResponse.json({ data: [], nextCursor: null })));
  const { user, url } = openPage('/');
  await screen.findByRole('heading', { name: 'Overview' });
  await user.keyboard('?');
  expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await user.keyboard('{Escape}');
  await user.keyboard('gw');
  expect(await screen.findByRole('heading', { name: 'Webhooks' })).toBeVisible();
  expect(url()).toBe('/ui/webhooks');
});
