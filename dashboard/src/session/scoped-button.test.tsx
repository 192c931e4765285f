import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { sessionOf, webhook } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { relay } from '@/testing/relay';

const WHY = 'Your role, viewer, may not change webhooks. Ask an administrator.';

test('a viewer sees what they may not do disabled, with the reason', async () => {
  relay.use(
    http.get('/webhooks', () => HttpResponse.json({ data: [webhook()], nextCursor: null })),
  );
  openPage('/webhooks', { as: sessionOf('viewer') });
  for (const name of [/^Actions for/, 'Register']) {
    const button = await screen.findByRole('button', { name });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(WHY);
  }
});

test.each(['/keys', '/people', '/audit'])(
  'a viewer at %s is told so in a sentence',
  async (path) => {
    openPage(path, { as: sessionOf('viewer') });
    expect(await screen.findByText(/^Your role, viewer, may not manage people/)).toBeVisible();
  },
);

test('a viewer is not led to register where there is no webhook yet', async () => {
  relay.use(http.get('/webhooks', () => HttpResponse.json({ data: [], nextCursor: null })));
  openPage('/webhooks', { as: sessionOf('viewer') });
  const button = await screen.findByRole('button', { name: 'Register the first one' });
  expect(button).toBeDisabled();
  expect(button).toHaveAccessibleDescription(WHY);
});
