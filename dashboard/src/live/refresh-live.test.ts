import { QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { createQueryClient } from '@/api/query-client';
import { refreshLive } from './refresh-live';

/** A query on the screen, read before the news came. */
async function shown(meta: { liveEveryMs?: number }) {
  const queries = createQueryClient();
  const queryFn = vi.fn(() => Promise.resolve('rows'));
  const observer = new QueryObserver(queries, { queryKey: ['list'], queryFn, meta });
  const leave = observer.subscribe(() => undefined);
  await vi.waitFor(() => expect(observer.getCurrentResult().isSuccess).toBe(true));
  queryFn.mockClear();
  return { queries, queryFn, leave };
}

test('a first page is read again when there is news', async () => {
  const { queries, queryFn, leave } = await shown({ liveEveryMs: 0 });
  refreshLive(queries, Date.now() + 1);
  expect(queryFn).toHaveBeenCalledOnce();
  leave();
});

test('a later page stays as it is', async () => {
  const { queries, queryFn, leave } = await shown({});
  refreshLive(queries, Date.now() + 1);
  expect(queryFn).not.toHaveBeenCalled();
  leave();
});

test('without news, and sooner than it asked for, nothing is read again', async () => {
  const { queries, queryFn, leave } = await shown({ liveEveryMs: 60_000 });
  refreshLive(queries, 0);
  refreshLive(queries, Date.now() + 1);
  expect(queryFn).not.toHaveBeenCalled();
  leave();
});
