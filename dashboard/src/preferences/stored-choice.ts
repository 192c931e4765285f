import { useSyncExternalStore } from 'react';

export interface StoredChoice<T extends string> {
  get: () => T;
  set: (value: T) => void;
  subscribe: (listener: () => void) => () => void;
  use: () => T;
}

/** A choice of the person at this browser: kept in local storage, the same in all its tabs. */
export function storedChoice<T extends string>(
  name: string,
  values: readonly T[],
  fallback: T,
): StoredChoice<T> {
  const listeners = new Set<() => void>();
  const read = () => values.find((value) => value === localStorage.getItem(name)) ?? fallback;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  window.addEventListener('storage', (change) => {
    if (change.key === name) tell();
  });
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get: read,
    set: (value) => {
      localStorage.setItem(name, value);
      tell();
    },
    subscribe,
    use: () => useSyncExternalStore(subscribe, read),
  };
}
