import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { Event } from '@/api/events';
import { attempt, delivery, event, idOf, webhook } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { problem, relay } from '@/testing/relay';

const PATH = `/events/${idOf('evt')}`;
const DATA = '{"id":9007199254740993,"total":12.50,"big":1e400}';

function found(more: Partial<Event>, deliveries = [delivery()]) {
  // As text: an answer made of objects could not carry these numbers.
  const head = JSON.stringify({ ...event(more), deliveries }).slice(0, -1);
  relay.use(
    http.get(
      '/events/:id',
      () =>
        new HttpResponse(`${head},"data":${DATA}}`, {
          headers: { 'Content-Type': 'application/json' },
        }),
    ),
  );
}

beforeEach(() => {
  relay.use(
    http.get('/webhooks', () =>
      HttpResponse.json({
        data: [
          webhook(),
          webhook({ id: idOf('whk', 2), url: 'https://other.example.com/', enabled: false }),
        ],
        nextCursor: null,
      }),
    ),
    http.get('/logs', () => HttpResponse.json({ data: [attempt()], nextCursor: null })),
  );
});

test('the data is shown with every digit, indented or as it was sent', async () => {
  found({});
  const { user, url } = openPage(PATH);
  const data = await screen.findByRole('region', { name: 'the data of the event' });
  expect(data.textContent).toBe(
    '{\n  "id": 9007199254740993,\n  "total": 12.50,\n  "big": 1e400\n}',
  );
  await user.click(screen.getByRole('button', { name: 'As sent' }));
  expect(await screen.findByText(DATA)).toBeVisible();
  expect(url()).toBe(`/ui${PATH}?layout=sent`);
});

test('the timeline goes from the acceptance to the end', async () => {
  found({});
  openPage(PATH);
  const timeline = within(await screen.findByRole('region', { name: 'Timeline' }));
  expect(await timeline.findByText('Accepted')).toBeVisible();
  expect(timeline.getByText('1 delivery made')).toBeVisible();
  expect(timeline.getByRole('link', { name: 'Delivered · 200' })).toBeVisible();
  expect(timeline.getByText('Its one delivery: succeeded.')).toBeVisible();
});

test('an event that nobody was subscribed to says so', async () => {
  found({ status: 'unmatched' }, []);
  relay.use(http.get('/logs', () => HttpResponse.json({ data: [], nextCursor: null })));
  openPage(PATH);
  expect(await screen.findByText('Nobody subscribed')).toBeVisible();
  expect(screen.getByRole('region', { name: 'Deliveries' })).toHaveTextContent(
    'Nobody was subscribed: no webhook matched its type.',
  );
});

test('it is replayed to all that match, or to the webhooks that are chosen', async () => {
  found({});
  const sent: unknown[] = [];
  relay.use(
    http.post('/events/:id/replay', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ deliveries: [delivery({ state: 'pending' })] }, { status: 202 });
    }),
  );
  const { user } = openPage(PATH);
  await user.click(await screen.findByRole('link', { name: 'Replay…' }));
  await user.click(await screen.findByRole('button', { name: 'Replay' }));
  expect(await screen.findByText('1 delivery is attempted again')).toBeVisible();
  await user.click(await screen.findByRole('link', { name: 'Replay…' }));
  await user.click(await screen.findByRole('button', { name: 'Chosen webhooks' }));
  expect(screen.getByRole('button', { name: 'Replay' })).toBeDisabled();
  await user.click(await screen.findByLabelText('https://other.example.com/'));
  await user.click(screen.getByRole('button', { name: 'Replay' }));
  await screen.findAllByText('1 delivery is attempted again');
  expect(sent).toEqual([{}, { webhookIds: [idOf('whk', 2)] }]);
});

test('a replay that is refused says why, and the choice stays', async () => {
  found({});
  const detail = 'The webhook was deleted; choose others.';
  relay.use(http.post('/events/:id/replay', () => problem(409, { title: 'Not possible', detail })));
  const { user } = openPage(`${PATH}?dialog=replay`);
  await user.click(await screen.findByRole('button', { name: 'Replay' }));
  expect(await screen.findByText(detail)).toBeVisible();
  expect(screen.getByRole('dialog', { name: 'Replay this event' })).toBeVisible();
});
