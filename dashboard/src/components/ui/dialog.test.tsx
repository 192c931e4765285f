import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { webhook } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { relay } from '@/testing/relay';

beforeEach(() => {
  relay.use(http.get('/webhooks', () => HttpResponse.json({ data: [], nextCursor: null })));
});

test('a dialog gives the focus back to the link that opened it', async () => {
  const { user } = openPage('/webhooks');
  const link = await screen.findByRole('link', { name: 'Register the first one' });
  await user.click(link);
  await screen.findByRole('dialog');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(link).toHaveFocus());
});

test('where that link is gone, the page has the focus', async () => {
  const { user } = openPage('/webhooks');
  const link = await screen.findByRole('link', { name: 'Register the first one' });
  await user.click(link);
  await user.type(await screen.findByLabelText('Endpoint URL'), 'https://shop.example.com/hooks');
  await user.type(screen.getByLabelText('Event types'), '*');
  relay.use(
    http.get('/webhooks', () => HttpResponse.json({ data: [webhook()], nextCursor: null })),
    http.post('/webhooks', () =>
      HttpResponse.json({ ...webhook(), secret: 'whsec_1' }, { status: 201 }),
    ),
  );
  await user.click(screen.getByRole('button', { name: 'Register' }));
  await screen.findByText('whsec_1');
  await waitFor(() => expect(link).not.toBeInTheDocument());
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
});
