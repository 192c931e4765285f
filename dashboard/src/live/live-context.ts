import { createContext, useContext } from 'react';
import type { StreamState } from './news-stream';

export interface Live {
  state: StreamState | 'paused';
  pause: () => void;
  resume: () => void;
}

export const LiveContext = createContext<Live>({
  state: 'paused',
  pause: () => undefined,
  resume: () => undefined,
});

export function useLive(): Live {
  return useContext(LiveContext);
}
