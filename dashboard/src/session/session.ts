import { useSyncExternalStore } from 'react';

const STORED = 'relay.api-key';

export interface SessionState {
  key: string | undefined;
  /** Whether the relay has refused the key that was used last. */
  refused: boolean;
}

const listeners = new Set<() => void>();
let state: SessionState = { key: sessionStorage.getItem(STORED) ?? undefined, refused: false };

function become(next: SessionState): void {
  state = next;
  if (next.key === undefined) sessionStorage.removeItem(STORED);
  else sessionStorage.setItem(STORED, next.key);
  for (const listener of listeners) listener();
}

/** The API key, kept until the browser's session ends and never beyond. */
export const session = {
  key: () => state.key,
  start: (key: string) => become({ key, refused: false }),
  refuse: () => become({ key: undefined, refused: true }),
  end: () => become({ key: undefined, refused: false }),
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSession(): SessionState {
  return useSyncExternalStore(subscribe, () => state);
}
