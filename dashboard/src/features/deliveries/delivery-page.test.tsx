import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { DeliveryWithLog } from '@/api/deliveries';
import { attempt, delivery, failedAttempt, idOf, webhook } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { problem, relay } from '@/testing/relay';

const ID = idOf('dlv');
const PATH = `/deliveries/${ID}`;

function found(more: Partial<DeliveryWithLog>) {
  const log = [
    failedAttempt({ id: idOf('att', 1), attempt: 1, responseBody: '{"depth":1}' }),
    failedAttempt({
      id: idOf('att', 2),
      attempt: 2,
      responseHeaders: [
        { name: 'Content-Type', value: 'text/plain' },
        { name: 'Retry-After', value: '7' },
        { name: 'Set-Cookie', value: 'REDACTED' },
      ],
      responseBody: '{"depth":9007199254740993}',
    }),
  ];
  relay.use(
    http.get('/deliveries/:id', () =>
      HttpResponse.json({ ...delivery({ state: 'retrying', attempts: 2 }), log, ...more }),
    ),
  );
}

beforeEach(() => {
  relay.use(
    http.get('/webhooks', () => HttpResponse.json({ data: [webhook()], nextCursor: null })),
    http.get('/webhooks/:id', () => HttpResponse.json(webhook())),
    http.get(
      '/events/:id',
      () =>
        new HttpResponse(
          `{"id":"${idOf('evt')}","type":"order.created","timestamp":"2026-11-24T10:00:00Z","orderingKey":null,"createdAt":"2026-11-24T10:00:00Z","status":"fanned_out","data":{"id":9007199254740993,"total":12.50},"deliveries":[]}`,
          { headers: { 'Content-Type': 'application/json' } },
        ),
    ),
  );
});

test('the next attempt counts down, and the latest one says what happened and what to do', async () => {
  found({ nextAttemptAt: new Date(Date.now() + 125_000).toISOString() });
  openPage(PATH);
  expect(await screen.findByText(/^in 2 m/)).toBeVisible();
  expect(screen.getByText('The endpoint failed (503): see its answer')).toBeVisible();
  expect(screen.getByText(/Read what it answered, and the log of the endpoint/)).toBeVisible();
  expect(screen.getByText(/9007199254740993/)).toBeVisible();
  expect(screen.getByRole('row', { name: 'Retry-After 7' })).toBeVisible();
});

test('what a disabled webhook holds has no countdown', async () => {
  relay.use(
    http.get('/webhooks', () =>
      HttpResponse.json({ data: [webhook({ enabled: false })], nextCursor: null }),
    ),
  );
  found({ state: 'pending', attempts: 0, log: [], nextAttemptAt: '2026-11-24T10:00:00Z' });
  openPage(PATH);
  expect(await screen.findByText(/Its webhook is disabled: it is held/)).toBeVisible();
});

test('where no answer came there are no headers', async () => {
  found({
    log: [failedAttempt({ responseCode: null, responseHeaders: null, responseBody: null })],
  });
  openPage(PATH);
  expect(await screen.findByText('No answer came.')).toBeVisible();
  expect(screen.queryByRole('region', { name: 'Headers' })).toBeNull();
});

test('an attempt, a tab and what it is compared with are the URL', async () => {
  found({});
  const { user, url } = openPage(PATH);
  await user.click(await screen.findByRole('link', { name: /^1 ?Endpoint failed/ }));
  await user.click(screen.getByRole('button', { name: 'Difference' }));
  const difference = within(
    await screen.findByRole('region', { name: 'Difference of the bodies' }),
  );
  expect(difference.getByText('"depth": 9007199254740993')).toBeVisible();
  const headers = within(screen.getByRole('region', { name: 'Headers' }));
  expect(headers.getByRole('row', { name: 'retry-after – 7 changed' })).toBeVisible();
  expect(headers.getByText(/1 other is the same.*What is redacted/)).toBeVisible();
  expect(url()).toBe(`/ui${PATH}?attempt=1&tab=difference`);
});

test('the request is shown as it is sent, its signature redacted', async () => {
  found({});
  openPage(`${PATH}?tab=request&layout=sent`);
  expect(
    await screen.findByText(
      '{"type":"order.created","timestamp":"2026-11-24T10:00:00Z","data":{"id":9007199254740993,"total":12.50}}',
    ),
  ).toBeVisible();
  expect(screen.getByText('v1,REDACTED')).toBeVisible();
});

test('what the relay refuses is shown in its words', async () => {
  found({ state: 'in_flight' });
  const detail = `The delivery ${ID} can not be cancelled: an attempt is under way; repeat the request when it has ended.`;
  relay.use(http.post('/deliveries/:id/cancel', () => problem(409, { title: 'Conflict', detail })));
  const { user } = openPage(PATH);
  await user.click(await screen.findByRole('link', { name: 'Cancel…' }));
  await user.click(await screen.findByRole('button', { name: 'Cancel the delivery' }));
  expect(await screen.findByText(detail)).toBeVisible();
});

test('one that has arrived is sent again only after a question', async () => {
  let retried = 0;
  relay.use(
    http.post('/deliveries/:id/retry', () => {
      retried += 1;
      return HttpResponse.json(delivery({ state: 'pending' }));
    }),
  );
  found({ state: 'succeeded', log: [attempt()], attempts: 1 });
  const { user } = openPage(PATH);
  await user.click(await screen.findByRole('link', { name: 'Send again…' }));
  expect(retried).toBe(0);
  await user.click(await screen.findByRole('button', { name: 'Send again' }));
  expect(await screen.findByText('It is attempted now')).toBeVisible();
  expect(retried).toBe(1);
});

test('a delivery that is not there says so under the heading of the page', async () => {
  const detail = `There is no delivery ${ID}.`;
  relay.use(
    http.get('/deliveries/:id', () => problem(404, { title: 'There is no such thing', detail })),
  );
  openPage(PATH);
  expect(await screen.findByText(detail)).toBeVisible();
  expect(screen.getByRole('heading', { level: 1, name: 'Delivery' })).toBeVisible();
});
