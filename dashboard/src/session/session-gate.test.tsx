import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { sessionOf, webhook } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { problem, relay } from '@/testing/relay';

beforeEach(() => {
  document.cookie = 'XSRF-TOKEN=the%20proof';
  relay.use(
    http.get('/session', () => problem(401)),
    http.post('/session', async ({ request }) => {
      if (request.headers.get('X-XSRF-TOKEN') !== 'the proof') return problem(403);
      const { password } = (await request.json()) as Record<string, string>;
      return password === 'right' ? HttpResponse.json(sessionOf('operator')) : problem(401);
    }),
    http.get('/webhooks', () => HttpResponse.json({ data: [webhook()], nextCursor: null })),
  );
});

async function logIn(user: ReturnType<typeof openPage>['user'], password: string) {
  await user.type(await screen.findByLabelText('User name'), 'ada');
  await user.type(screen.getByLabelText('Password'), password);
  await user.click(screen.getByRole('button', { name: 'Log in' }));
}

test('who is not logged in is asked to, and sees the page of the URL afterwards', async () => {
  const { user, url } = openPage('/webhooks?range=6h', { as: null });
  await logIn(user, 'right');
  expect(await screen.findByRole('link', { name: 'https://shop.example.com/hooks' })).toBeVisible();
  expect(url()).toBe('/ui/webhooks?range=6h');
  expect(screen.getByText('Ada Lovelace · operator')).toBeVisible();
});

test('a wrong password is said to be wrong', async () => {
  const { user } = openPage('/webhooks', { as: null });
  await logIn(user, 'wrong');
  expect(await screen.findByText('The user name or the password is wrong.')).toBeVisible();
});

test('a session that ends later leads to the login, where one was', async () => {
  relay.use(http.get('/webhooks', () => problem(401)));
  const { url } = openPage('/webhooks');
  expect(await screen.findByText(/Your session has ended/)).toBeVisible();
  expect(url()).toBe('/ui/webhooks');
});

test("a page whose session is somebody else's by now shows theirs, and nothing of the first", async () => {
  const second = { ...sessionOf('viewer'), tenant: 'globex' };
  second.person = { ...second.person, name: 'Grace Hopper' };
  const theirs = { 'Relay-Person': `${second.person.id} globex` };
  relay.use(
    http.get('/session', () => HttpResponse.json(second, { headers: theirs })),
    http.get('/webhooks', ({ request }) =>
      request.headers.get('Relay-Person') === theirs['Relay-Person']
        ? HttpResponse.json({ data: [], nextCursor: null }, { headers: theirs })
        : HttpResponse.json(
            {
              type: 'urn:relay:problem:forbidden',
              title: 'Forbidden',
              status: 403,
              detail: 'Reload.',
            },
            { status: 403, headers: { ...theirs, 'Content-Type': 'application/problem+json' } },
          ),
    ),
  );
  openPage('/webhooks');
  expect(await screen.findByText('Grace Hopper · viewer')).toBeVisible();
  expect(screen.queryByText(/Ada Lovelace/)).toBeNull();
  expect(await screen.findByRole('heading', { level: 1, name: 'Webhooks' })).toBeVisible();
});
