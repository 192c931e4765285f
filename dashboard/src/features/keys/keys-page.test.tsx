import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import type { ApiKey, MadeApiKey } from '@/api/keys';
import { apiKey, idOf } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { problem, relay } from '@/testing/relay';

const KEY = `rk_8f3k2m9q_${'A'.repeat(43)}`;

function list(...data: ApiKey[]) {
  relay.use(http.get('/keys', () => HttpResponse.json({ data, nextCursor: null })));
}

function made(more: Partial<ApiKey> = {}): MadeApiKey {
  return { ...apiKey(more), key: KEY };
}

function rowOf(cell: HTMLElement) {
  return within(cell.closest('tr') ?? document.body);
}

test('each key shows what it may do, and what became of it', async () => {
  list(
    apiKey({ scopes: ['events:write', 'read'] }),
    apiKey({ id: idOf('key', 2), name: 'Old', state: 'revoked' }),
  );
  openPage('/keys');
  const active = rowOf(await screen.findByText('Shop, production'));
  expect(active.getByText('rk_8f3k2m9q')).toBeVisible();
  expect(active.getByText('events:write, read')).toBeVisible();
  expect(active.getByText('Active')).toBeVisible();
  const revoked = rowOf(screen.getByText('Old'));
  expect(revoked.getByText('Revoked')).toBeVisible();
  // There is nothing to be done to it any more.
  expect(revoked.queryByRole('button')).toBeNull();
});

test('a key is made, shown once and copied', async () => {
  list();
  let sent: unknown;
  relay.use(
    http.post('/keys', async ({ request }) => {
      sent = await request.json();
      list(apiKey());
      return HttpResponse.json(made(), { status: 201 });
    }),
  );
  const { user, url } = openPage('/keys');
  await user.click(await screen.findByRole('link', { name: 'Make the first one' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Make' })).toBeDisabled();
  await user.type(dialog.getByLabelText('Name'), 'Shop, production');
  await user.click(dialog.getByRole('checkbox', { name: /see everything/ }));
  await user.click(dialog.getByRole('button', { name: 'Make' }));

  expect(await screen.findByText(KEY)).toBeVisible();
  expect(sent).toEqual({ name: 'Shop, production', scopes: ['events:write', 'read'] });
  await user.click(screen.getByRole('button', { name: 'Copy the key' }));
  expect(await navigator.clipboard.readText()).toBe(KEY);
  await user.click(screen.getByRole('button', { name: 'I have kept it' }));
  expect(await screen.findByText('Active')).toBeVisible();
  await waitFor(() => expect(screen.queryByText(KEY)).toBeNull());
  expect(url()).toBe('/ui/keys');
});

test('what the relay has against a key is said in its words', async () => {
  list();
  relay.use(
    http.post('/keys', () =>
      problem(403, { detail: 'A key can be given only what its maker may do.' }),
    ),
  );
  const { user } = openPage('/keys?dialog=make');
  await user.type(await screen.findByLabelText('Name'), 'n');
  await user.click(screen.getByRole('button', { name: 'Make' }));
  expect(await screen.findByText('A key can be given only what its maker may do.')).toBeVisible();
});

async function openMenu() {
  list(apiKey());
  const page = openPage('/keys');
  await page.user.click(
    await screen.findByRole('button', { name: 'Actions for Shop, production' }),
  );
  return page;
}

test('a key is rotated, and the old one goes on for as long as is chosen', async () => {
  let sent: unknown;
  relay.use(
    http.post('/keys/:id/rotate', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json(made({ id: idOf('key', 2) }), { status: 201 });
    }),
  );
  const { user, url } = await openMenu();
  await user.click(await screen.findByRole('menuitem', { name: 'Rotate' }));
  expect(url()).toBe(`/ui/keys?dialog=rotate&key=${idOf('key')}`);
  const goesOn = await screen.findByLabelText('The old key goes on');
  expect(goesOn).toHaveDisplayValue('For a day');
  await user.selectOptions(goesOn, 'For an hour');
  await user.click(screen.getByRole('button', { name: 'Make the new key' }));
  expect(await screen.findByText(KEY)).toBeVisible();
  expect(sent).toEqual({ keepOldFor: 3600 });
});

test('a key is revoked after it was confirmed', async () => {
  let revoked = 0;
  relay.use(
    http.delete('/keys/:id', () => {
      revoked += 1;
      list(apiKey({ state: 'revoked' }));
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user, url } = await openMenu();
  await user.click(await screen.findByRole('menuitem', { name: 'Revoke' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/rk_8f3k2m9q… is refused within a second/)).toBeVisible();
  expect(revoked).toBe(0);
  await user.click(dialog.getByRole('button', { name: 'Revoke' }));
  expect(await screen.findByText('Revoked')).toBeVisible();
  expect(revoked).toBe(1);
  await waitFor(() => expect(url()).toBe('/ui/keys'));
});

test('an error is not an empty list', async () => {
  relay.use(
    http.get('/keys', () =>
      problem(403, { title: 'The caller may not do this', detail: 'Ask an administrator.' }),
    ),
  );
  openPage('/keys');
  expect(await screen.findByText('Ask an administrator.')).toBeVisible();
  expect(screen.queryByText('No key was made yet')).toBeNull();
});
