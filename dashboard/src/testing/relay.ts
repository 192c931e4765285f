import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import type { Problem } from '@/api/errors';
import { overview, webhookHealth } from './builders';

/**
 * A relay at the boundary of `fetch`. It answers what stands around every page; a test describes the
 * rest with `relay.use(http.get('/webhooks', ...))`. Its stream stays silent.
 */
export const relay = setupServer(
  http.get('/stream', async () => {
    await delay('infinite');
    return new HttpResponse(null);
  }),
  http.get('/session/providers', () => HttpResponse.json({ data: [] })),
  http.get('/overview', () => HttpResponse.json(overview())),
  http.get('/webhooks/:id/health', () => HttpResponse.json(webhookHealth())),
);

/** An answer with a problem, as the relay gives it. */
export function problem(
  status: number,
  more: Partial<Problem> = {},
  headers: Record<string, string> = {},
) {
  const body: Problem = {
    type: 'urn:relay:problem:internal',
    title: 'A title',
    detail: 'A detail.',
    status,
    ...more,
  };
  return HttpResponse.json(body, {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
}
