import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { onTick } from '@/time/ticker';
import { LiveContext } from './live-context';
import { followNews, type StreamState } from './news-stream';
import { refreshLive } from './refresh-live';

/** Keeps the live queries (see `queryMeta`) up to date while it is mounted and not paused. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [stream, setStream] = useState<StreamState>('connecting');
  const [paused, setPaused] = useState(false);

  useEffect(() => {
    if (paused) return;
    let newsAt = 0;
    const stop = new AbortController();
    void followNews(
      {
        onState: setStream,
        onNews: () => {
          newsAt = Date.now();
        },
      },
      stop.signal,
    );
    const stopTicking = onTick(() => refreshLive(queries, newsAt));
    return () => {
      stop.abort();
      stopTicking();
    };
  }, [paused, queries]);

  const live = useMemo(
    () => ({
      state: paused ? ('paused' as const) : stream,
      pause: () => setPaused(true),
      resume: () => setPaused(false),
    }),
    [paused, stream],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}
