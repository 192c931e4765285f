import { createParser } from 'eventsource-parser';
import { apiUrl } from '@/api/base';
import { session } from '@/session/session';

export type StreamState = 'connecting' | 'live' | 'reconnecting';

interface Listener {
  onState: (state: StreamState) => void;
  onNews: () => void;
}

/** The relay sends at least a comment every 15 seconds; after two of them have failed it is gone. */
const SILENCE_MS = 35_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Follows `GET /stream` until the signal aborts, and connects again by itself. With `fetch`, since
 * an `EventSource` does not tell that nobody is logged in any more.
 */
export async function followNews(listener: Listener, signal: AbortSignal): Promise<void> {
  let failures = 0;
  listener.onState('connecting');
  while (!signal.aborted) {
    try {
      await readOnce(signal, {
        ...listener,
        onState: (state) => {
          failures = 0;
          listener.onState(state);
        },
      });
    } catch {
      // Why it ended makes no difference: the pages themselves show what is wrong with the relay.
    }
    // The signal may have aborted while awaiting, which the loop's condition could not see.
    if (isAborted(signal)) return;
    listener.onState('reconnecting');
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
    failures += 1;
    // Spread, so that many dashboards do not come back in the same instant.
    await wait(pause * (0.75 + Math.random() / 2), signal);
  }
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function readOnce(signal: AbortSignal, { onState, onNews }: Listener): Promise<void> {
  const silence = new AbortController();
  let watch = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const response = await fetch(`${apiUrl}/stream`, {
      headers: { Accept: 'text/event-stream' },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (response.status === 401) {
      session.refuse();
      return;
    }
    if (!response.ok || response.body === null) return;
    onState('live');
    // What happened while there was no connection is news as well.
    onNews();
    const parser = createParser({
      onEvent: ({ event }) => {
        if (event === 'news') onNews();
      },
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(watch);
      watch = setTimeout(() => silence.abort(), SILENCE_MS);
      parser.feed(value);
    }
  } finally {
    clearTimeout(watch);
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
