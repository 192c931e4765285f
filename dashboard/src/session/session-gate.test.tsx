import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { webhook } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { problem, relay } from '@/testing/relay';

function webhooksForTheKey(key: string) {
  relay.use(
    http.get('/webhooks', ({ request }) =>
      request.headers.get('Authorization') === `Bearer ${key}`
        ? HttpResponse.json({ data: [webhook()], nextCursor: null })
        : problem(401, { title: 'The API key is missing or wrong' }),
    ),
  );
}

test('who has no key is asked for it, and sees the page of the URL afterwards', async () => {
  webhooksForTheKey('right');
  const { user, url } = openPage('/webhooks?range=6h', { key: '' });
  await user.type(screen.getByLabelText('API key'), 'right');
  await user.click(screen.getByRole('button', { name: 'Log in' }));
  expect(await screen.findByRole('link', { name: 'https://shop.example.com/hooks' })).toBeVisible();
  expect(url()).toBe('/ui/webhooks?range=6h');
  expect(sessionStorage.getItem('relay.api-key')).toBe('right');
  expect(localStorage.getItem('relay.api-key')).toBeNull();
});

test('a wrong key is said to be wrong and not kept', async () => {
  webhooksForTheKey('right');
  const { user } = openPage('/webhooks', { key: '' });
  await user.type(screen.getByLabelText('API key'), 'wrong');
  await user.click(screen.getByRole('button', { name: 'Log in' }));
  expect(await screen.findByText(/does not accept this key/)).toBeVisible();
  expect(sessionStorage.getItem('relay.api-key')).toBeNull();
});

test('a key that is refused later is asked for again', async () => {
  webhooksForTheKey('another');
  const { url } = openPage('/webhooks');
  expect(await screen.findByText(/does not accept this key/)).toBeVisible();
  expect(url()).toBe('/ui/webhooks');
});

test('a relay that is down is not a wrong key', async () => {
  relay.use(http.get('/webhooks', () => HttpResponse.error()));
  const { user } = openPage('/webhooks', { key: '' });
  await user.type(screen.getByLabelText('API key'), 'right');
  await user.click(screen.getByRole('button', { name: 'Log in' }));
  expect(await screen.findByText('The relay does not answer')).toBeVisible();
});
