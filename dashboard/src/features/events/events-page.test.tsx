import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { delivery, event, eventCounts, idOf, webhook } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { problem, relay } from '@/testing/relay';

/** What the list and the counts were asked for last. */
let asked: Record<string, string> = {};
let counted: Record<string, string> = {};

beforeEach(() => {
  asked = {};
  counted = {};
  relay.use(
    http.get('/events', ({ request }) => {
      asked = Object.fromEntries(new URL(request.url).searchParams);
      return HttpResponse.json({ data: [event()], nextCursor: null });
    }),
    http.get('/events/counts', ({ request }) => {
      counted = Object.fromEntries(new URL(request.url).searchParams);
      return HttpResponse.json({
        counts: eventCounts({ succeeded: 10_000, exhausted: 12, unmatched: 3 }),
        capped: true,
      });
    }),
    http.get('/events/:id', () =>
      HttpResponse.json({ ...event(), data: 1, deliveries: [delivery()] }),
    ),
    http.get('/logs', () => HttpResponse.json({ data: [], nextCursor: null })),
    http.get('/webhooks', () => HttpResponse.json({ data: [webhook()], nextCursor: null })),
    http.get('/search', ({ request }) =>
      HttpResponse.json({
        results:
          new URL(request.url).searchParams.get('q') === 'order-17'
            ? [{ kind: 'event', id: idOf('evt'), by: 'idempotencyKey' }]
            : [],
      }),
    ),
  );
});

const field = () => screen.findByLabelText('Find by id, type or idempotency key');

test('an idempotency key leads to its event', async () => {
  const { user, url } = openPage('/events');
  await user.type(await field(), 'order-17{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'order.created' })).toBeVisible();
  expect(url()).toBe(`/ui/events/${idOf('evt')}`);
});

test('what is neither an id nor a key is a type, and the filters are the URL', async () => {
  const { user, url } = openPage('/events?from=2026-11-24T09:00:00Z&cursor=abc');
  await user.type(await field(), 'order.paid{Enter}');
  expect(await screen.findByRole('button', { name: 'Show events of every type' })).toBeVisible();
  const filters = { type: 'order.paid', from: '2026-11-24T09:00:00Z' };
  expect(Object.fromEntries(new URL(url(), 'http://relay').searchParams)).toEqual(filters);
  await waitFor(() => expect(asked).toEqual(filters));
});

test('what became of events is a filter with counts, which the other filters narrow', async () => {
  const { user, url } = openPage('/events?type=order.paid&cursor=abc&status=fanned_out');
  const facets = within(await screen.findByRole('navigation', { name: 'What became of them' }));
  expect(await facets.findByRole('link', { name: 'Succeeded 10,000+' })).toBeVisible();
  expect(facets.getByRole('link', { name: 'Nobody subscribed 3' })).toBeVisible();
  const current = () =>
    facets.getAllByRole('link').filter((link) => link.hasAttribute('aria-current'));
  expect(current()).toEqual([facets.getByRole('link', { name: 'All events' })]);
  await user.click(facets.getByRole('link', { name: 'Exhausted 12' }));
  expect(url()).toBe('/ui/events?type=order.paid&status=exhausted');
  await waitFor(() => expect(asked).toEqual({ type: 'order.paid', status: 'exhausted' }));
  expect(counted).toEqual({ type: 'order.paid' });
  expect(current()).toEqual([facets.getByRole('link', { name: 'Exhausted 12' })]);
});

test('when nothing is of the chosen kind, the page says so and not that nothing was posted', async () => {
  relay.use(http.get('/events', () => HttpResponse.json({ data: [], nextCursor: null })));
  openPage('/events?status=waiting');
  expect(await screen.findByText('No event matches')).toBeVisible();
});

test('when the key can not be looked up, the text can still be taken as a type', async () => {
  relay.use(http.get('/search', () => problem(404, { title: 'Not found' })));
  const { user, url } = openPage('/events');
  await user.type(await field(), 'order.paid{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Take it as a type' }));
  await screen.findByRole('button', { name: 'Show events of every type' });
  expect(url()).toBe('/ui/events?type=order.paid');
});

test('a test event is sent as it is typed, and opens', async () => {
  let body = '';
  let key: string | null = null;
  relay.use(
    http.post('/events', async ({ request }) => {
      body = await request.text();
      key = request.headers.get('Idempotency-Key');
      return HttpResponse.json(
        { id: idOf('evt'), type: 'order.created', createdAt: event().createdAt },
        { status: 202 },
      );
    }),
  );
  const { user, url } = openPage('/events?dialog=send');
  const data = await screen.findByLabelText('Data');
  await user.clear(data);
  await user.type(data, '{{"id": 9007199254740993');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(await screen.findByText(/This is not JSON/)).toBeVisible();
  await user.type(data, '}');
  await user.type(screen.getByLabelText(/^Idempotency key/), 'order-18');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(await screen.findByText('The event is accepted')).toBeVisible();
  expect(body).toBe('{"type":"order.created","data":{"id": 9007199254740993}}');
  expect(key).toBe('order-18');
  expect(url()).toBe(`/ui/events/${idOf('evt')}`);
});

test('what the relay has against a field is said beside it', async () => {
  relay.use(
    http.post('/events', () =>
      problem(400, {
        title: 'The request is not valid',
        errors: [{ field: 'type', message: 'has a character that is not allowed' }],
      }),
    ),
  );
  const { user } = openPage('/events?dialog=send');
  await user.type(await screen.findByLabelText('Type'), ' ü');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(await screen.findByText('It has a character that is not allowed.')).toBeVisible();
});

test('nothing posted yet teaches the next step', async () => {
  relay.use(http.get('/events', () => HttpResponse.json({ data: [], nextCursor: null })));
  openPage('/events');
  expect(await screen.findByText('No event was posted yet')).toBeVisible();
  expect(screen.getByText(/curl -s .*\/events/)).toBeVisible();
});
