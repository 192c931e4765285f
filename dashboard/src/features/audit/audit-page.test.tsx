import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import type { AuditEntry } from '@/api/audit';
import { auditEntry, idOf } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { problem, relay } from '@/testing/relay';

function list(...data: AuditEntry[]) {
  const asked: string[] = [];
  relay.use(
    http.get('/audit', ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ data, nextCursor: null });
    }),
  );
  return asked;
}

function rowOf(cell: HTMLElement) {
  return within(cell.closest('tr') ?? document.body);
}

test('each entry says who did what to what, and from where', async () => {
  list(auditEntry());
  openPage('/audit');
  const row = rowOf(await screen.findByText('Changed a webhook', { selector: 'td' }));
  expect(row.getByText('Shop, production')).toBeVisible();
  expect(row.getByText('10.0.0.7')).toBeVisible();
  expect(row.getByRole('link', { name: /^whk_/ })).toHaveAttribute(
    'href',
    `/ui/webhooks/${idOf('whk')}`,
  );
});

test.each([
  ['evt', `/ui/events/${idOf('evt')}`],
  ['dlv', `/ui/deliveries/${idOf('dlv')}`],
  ['blk', `/ui/deliveries?bulk=${idOf('blk')}`],
  ['key', '/ui/keys'],
] as const)('an object of the kind %s leads to its page', async (kind, href) => {
  list(auditEntry({ object: idOf(kind) }));
  openPage('/audit');
  expect(await screen.findByRole('link', { name: new RegExp(`^${kind}_`) })).toHaveAttribute(
    'href',
    href,
  );
});

test('the filters are in the URL and in what is asked for', async () => {
  const asked = list(auditEntry());
  const { user, url } = openPage('/audit?cursor=abc');
  await user.selectOptions(await screen.findByLabelText('Action'), 'Deleted a webhook');
  await user.type(screen.getByLabelText('Id of the object'), `${idOf('whk')}{Enter}`);
  await user.click(await screen.findByRole('link', { name: 'Shop, production' }));
  const filters = `action=webhook.deleted&object=${idOf('whk')}&actor=${idOf('key')}`;
  await waitFor(() => expect(new URLSearchParams(url().split('?')[1]).size).toBe(3));
  expect(Object.fromEntries(new URLSearchParams(url().split('?')[1]))).toEqual(
    Object.fromEntries(new URLSearchParams(filters)),
  );
  await waitFor(() =>
    expect(Object.fromEntries(new URLSearchParams(asked.at(-1)))).toEqual(
      Object.fromEntries(new URLSearchParams(filters)),
    ),
  );
  await user.click(screen.getByRole('button', { name: 'Show every actor' }));
  await waitFor(() => expect(url()).not.toContain('actor'));
});

test('nothing that matches is not nothing at all', async () => {
  list();
  const { user } = openPage('/audit?actor=configured');
  expect(await screen.findByText('No entry matches')).toBeVisible();
  await user.click(screen.getByRole('link', { name: 'Clear the filters' }));
  expect(await screen.findByText('Nothing was done yet')).toBeVisible();
});

test('an error is not an empty list', async () => {
  relay.use(http.get('/audit', () => problem(500, { title: 'A fault of the relay' })));
  openPage('/audit');
  expect(await screen.findByText('A fault of the relay')).toBeVisible();
  expect(screen.queryByText('Nothing was done yet')).toBeNull();
});
