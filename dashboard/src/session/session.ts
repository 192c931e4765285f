import { useSyncExternalStore } from 'react';
import type { Scope, Session } from '@/api/session';

export type SessionState =
  /** The relay was not asked yet. */
  | { is: 'unknown' }
  | { is: 'in'; session: Session }
  /** Somebody else is logged in than the page was opened for. */
  | { is: 'changed' }
  /** Nobody is logged in; `ended` if somebody was until the relay said no. */
  | { is: 'out'; ended: boolean };

const listeners = new Set<() => void>();
let state: SessionState = { is: 'unknown' };

function become(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

/** Whom a page is for, as the relay names them in `Relay-Person`. */
function personOf({ person, tenant }: Session): string {
  return `${person.id} ${tenant}`;
}

/** Tells the other tabs, which have the same session, who has logged in. */
const tabs =
  typeof window !== 'undefined' && 'BroadcastChannel' in window
    ? new BroadcastChannel('relay-person')
    : undefined;
tabs?.addEventListener('message', ({ data }: MessageEvent<string>) => session.notice(data));

/** Who is logged in. The session itself is a cookie, which no script can read. */
export const session = {
  start: (started: Session) => {
    become({ is: 'in', session: started });
    tabs?.postMessage(personOf(started));
  },
  /** Whom the page is for; undefined if nobody is logged in. */
  person: () => (state.is === 'in' ? personOf(state.session) : undefined),
  /** An answer was for this person. */
  notice: (person: string) => {
    if (state.is === 'in' && personOf(state.session) !== person) become({ is: 'changed' });
  },
  /** The relay knows nobody any more. */
  refuse: () => become({ is: 'out', ended: state.is === 'in' }),
  end: () => become({ is: 'out', ended: false }),
  forget: () => become({ is: 'unknown' }),
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSession(): SessionState {
  return useSyncExternalStore(subscribe, () => state);
}

/** Who is logged in, for what is only shown then. */
export function useLoggedIn(): Session {
  const now = useSession();
  if (now.is !== 'in') throw new Error('Nobody is logged in.');
  return now.session;
}

const WORDS: Record<Scope, string> = {
  read: 'see this',
  'events:write': 'post events',
  'webhooks:manage': 'change webhooks',
  'deliveries:operate': 'retry, cancel or replay',
  'access:manage': 'manage people and keys, or see the audit log',
};

/** Why the person may not do what needs the scope; undefined if they may. */
export function useForbidden(scope: Scope): string | undefined {
  const { role, scopes } = useLoggedIn();
  if (scopes.includes(scope)) return undefined;
  return `Your role, ${role}, may not ${WORDS[scope]}. Ask an administrator.`;
}
