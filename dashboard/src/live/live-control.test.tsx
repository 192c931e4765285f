import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { openPage } from '@/testing/open-page';
import { relay } from '@/testing/relay';

function stream(text: string, ends: boolean) {
  return http.get('/stream', () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        if (ends) controller.close();
      },
    });
    return new HttpResponse(body, { headers: { 'Content-Type': 'text/event-stream' } });
  });
}

test('what is shown follows the relay, can be held still and let go again', async () => {
  relay.use(stream(': hello\n\n', false));
  const { user } = openPage('/');
  expect(await screen.findByText('Live')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Pause live updates' }));
  expect(await screen.findByText('Paused')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Resume live updates' }));
  expect(await screen.findByText('Live')).toBeVisible();
});

test('a stream that ends says that it is being connected again', async () => {
  relay.use(stream(': hello\n\n', true));
  openPage('/');
  expect(await screen.findByText('Reconnecting')).toBeVisible();
});
