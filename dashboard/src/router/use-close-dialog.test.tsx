import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import {
  bulkAction,
  delivery,
  event,
  eventCounts,
  idOf,
  stateCounts,
  webhook,
} from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { relay } from '@/testing/relay';

const WEBHOOK = `/webhooks/${idOf('whk')}`;

beforeEach(() => {
  relay.use(
    http.get('/webhooks', () => HttpResponse.json({ data: [webhook()], nextCursor: null })),
    http.get('/webhooks/:id', () => HttpResponse.json(webhook())),
    http.get('/logs', () => HttpResponse.json({ data: [], nextCursor: null })),
    http.get('/events', () => HttpResponse.json({ data: [event()], nextCursor: null })),
    http.get('/events/counts', () => HttpResponse.json({ counts: eventCounts(), capped: false })),
    http.get('/events/:id', () => HttpResponse.json({ ...event(), deliveries: [], data: 1 })),
    http.get('/deliveries', () => HttpResponse.json({ data: [delivery()], nextCursor: null })),
    http.get('/deliveries/counts', () =>
      HttpResponse.json({ counts: stateCounts({ exhausted: 2 }), capped: false }),
    ),
    http.post('/bulk-actions', () => HttpResponse.json(bulkAction(), { status: 201 })),
    http.get('/bulk-actions/:id', () => HttpResponse.json(bulkAction())),
  );
});

test.each([
  { page: '/webhooks', opens: 'Register' },
  { page: WEBHOOK, opens: 'Edit' },
  { page: WEBHOOK, opens: 'Delete' },
  { page: '/events', opens: 'Send a test event' },
  { page: `/events/${idOf('evt')}`, opens: 'Replay…' },
  { page: '/deliveries?state=exhausted', opens: 'Retry all exhausted…' },
])('back does not open again what $opens has opened on $page', async ({ page, opens }) => {
  const { user, url, back } = openPage(page);
  await user.click(await screen.findByRole('link', { name: opens }));
  await screen.findByRole('dialog');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(url()).toBe(`/ui${page}`));
  back();
  await waitFor(() => expect(url()).toBe(`/ui${page}`));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('back does not open the report of a bulk action again', async () => {
  const { user, url, back } = openPage('/deliveries?state=exhausted');
  await user.click(await screen.findByRole('link', { name: 'Retry all exhausted…' }));
  await screen.findByText('2 deliveries match');
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  await screen.findByRole('dialog', { name: 'Retried 2 deliveries' });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(url()).toBe('/ui/deliveries?state=exhausted'));
  back();
  await waitFor(() => expect(url()).toBe('/ui/deliveries?state=exhausted'));
  expect(screen.queryByRole('dialog')).toBeNull();
});
