import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import type { Person } from '@/api/people';
import { idOf, person } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { problem, relay } from '@/testing/relay';

const LAST = 'The last administrator stays one.';

function list(...data: Person[]) {
  relay.use(http.get('/people', () => HttpResponse.json({ data, nextCursor: null })));
}

async function choose(action: string) {
  list(person());
  const page = openPage('/people');
  await page.user.click(await screen.findByRole('button', { name: 'Actions for ada' }));
  await page.user.click(await screen.findByRole('menuitem', { name: action }));
  return page;
}

test('each person shows their role and how they log in', async () => {
  list(
    person(),
    person({
      id: idOf('usr', 2),
      userName: 'grace',
      role: 'viewer',
      provider: 'https://id.example.com',
      disabled: true,
    }),
  );
  const { user } = openPage('/people');
  const ada = within((await screen.findByText('ada')).closest('tr') ?? document.body);
  expect(ada.getByText('admin')).toBeVisible();
  expect(ada.getByText('password')).toBeVisible();
  expect(ada.getByText('Enabled')).toBeVisible();
  const grace = within(screen.getByText('grace').closest('tr') ?? document.body);
  expect(grace.getByText('https://id.example.com')).toBeVisible();
  expect(grace.getByText('Disabled')).toBeVisible();
  await user.click(grace.getByRole('button', { name: 'Actions for grace' }));
  expect(await screen.findByRole('menuitem', { name: 'Enable' })).toBeVisible();
  expect(screen.queryByRole('menuitem', { name: 'Change the role' })).toBeNull();
});

test('a person is added', async () => {
  list();
  let sent: unknown;
  relay.use(
    http.post('/people', async ({ request }) => {
      sent = await request.json();
      list(person({ userName: 'grace' }));
      return HttpResponse.json(person({ userName: 'grace' }), { status: 201 });
    }),
  );
  const { user, url } = openPage('/people');
  await user.click(await screen.findByRole('link', { name: 'Add a person' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Add' })).toBeDisabled();
  await user.type(dialog.getByLabelText('User name'), 'grace');
  await user.selectOptions(dialog.getByLabelText('Role'), 'operator');
  await user.type(dialog.getByLabelText('Password'), 'correct horse battery');
  await user.click(dialog.getByRole('button', { name: 'Add' }));
  expect(await screen.findByText('grace')).toBeVisible();
  expect(sent).toEqual({ userName: 'grace', role: 'operator', password: 'correct horse battery' });
  await waitFor(() => expect(url()).toBe('/ui/people'));
});

test('that the last administrator stays one is said in the words of the relay', async () => {
  relay.use(http.patch('/people/:id', () => problem(409, { detail: LAST })));
  const { user } = await choose('Change the role');
  await user.selectOptions(await screen.findByLabelText('Role'), 'viewer');
  await user.click(screen.getByRole('button', { name: 'Change' }));
  expect(await screen.findByText(LAST)).toBeVisible();
});

test('a person is disabled', async () => {
  let sent: unknown;
  relay.use(
    http.patch('/people/:id', async ({ request }) => {
      sent = await request.json();
      list(person({ disabled: true }));
      return HttpResponse.json(person({ disabled: true }));
    }),
  );
  await choose('Disable');
  expect(await screen.findByText('Disabled')).toBeVisible();
  expect(sent).toEqual({ disabled: true });
});

test('a new password is set', async () => {
  let sent: unknown;
  relay.use(
    http.patch('/people/:id', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json(person());
    }),
  );
  const { user } = await choose('Set a new password');
  await user.type(await screen.findByLabelText('Password'), 'correct horse battery');
  await user.click(screen.getByRole('button', { name: 'Set' }));
  expect(await screen.findByText('The password is set')).toBeVisible();
  expect(sent).toEqual({ password: 'correct horse battery' });
});

test('a person is deleted after it was confirmed', async () => {
  let deleted = 0;
  relay.use(
    http.delete('/people/:id', () => {
      deleted += 1;
      list();
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user, url } = await choose('Delete');
  const dialog = within(await screen.findByRole('dialog'));
  expect(deleted).toBe(0);
  await user.click(dialog.getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByText('ada')).toBeNull());
  expect(deleted).toBe(1);
  expect(url()).toBe('/ui/people');
});

test('an error is not an empty list', async () => {
  relay.use(http.get('/people', () => problem(403, { detail: 'Ask an administrator.' })));
  openPage('/people');
  expect(await screen.findByText('Ask an administrator.')).toBeVisible();
});
