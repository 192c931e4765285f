import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { idOf, webhook } from '@/testing/builders';
import { openPage } from '@/testing/open-page';
import { relay } from '@/testing/relay';

const NEXT: Record<string, string | null> = { first: 'b', b: 'c', c: null };

function threePages() {
  relay.use(
    http.get('/webhooks', ({ request }) => {
      const cursor = new URL(request.url).searchParams.get('cursor') ?? 'first';
      return HttpResponse.json({
        data: [
          webhook({ id: idOf('whk', cursor.charCodeAt(0)), url: `https://${cursor}.example.com/` }),
        ],
        nextCursor: NEXT[cursor] ?? null,
      });
    }),
  );
}

test('older and newer pages are in the URL, and the way back is the way that was gone', async () => {
  threePages();
  const { user, url } = openPage('/webhooks');
  await screen.findByText('https://first.example.com/');
  await user.click(screen.getByRole('link', { name: 'Older' }));
  await screen.findByText('https://b.example.com/');
  await user.click(screen.getByRole('link', { name: 'Older' }));
  await screen.findByText('https://c.example.com/');
  expect(url()).toBe('/ui/webhooks?cursor=c');
  expect(screen.queryByRole('link', { name: 'Older' })).toBeNull();
  await user.click(screen.getByRole('link', { name: 'Newer' }));
  await screen.findByText('https://b.example.com/');
  await user.click(screen.getByRole('link', { name: 'Newer' }));
  await screen.findByText('https://first.example.com/');
  expect(url()).toBe('/ui/webhooks');
});

test('who comes by a link to a later page goes back to the first one', async () => {
  threePages();
  const { user, url } = openPage('/webhooks?cursor=c');
  await screen.findByText('https://c.example.com/');
  await user.click(screen.getByRole('link', { name: 'Newer' }));
  await screen.findByText('https://first.example.com/');
  expect(url()).toBe('/ui/webhooks');
});
