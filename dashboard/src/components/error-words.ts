import { ProblemError, UnexpectedAnswerError, UnreachableError } from '@/api/errors';

export type ErrorKind =
  'unreachable' | 'unauthorized' | 'not-found' | 'busy' | 'fault' | 'refused' | 'unknown';

export interface ErrorWords {
  kind: ErrorKind;
  title: string;
  detail: string;
  /** What the operator of the relay finds in its log. */
  reference?: string | undefined;
  /** When to try again, if the relay has said so. */
  retryAt?: number | undefined;
}

/** As Vite, Chromium, Firefox and Safari say it. */
const CODE_NOT_LOADED = /preload CSS|dynamically imported module|importing a module script/i;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

function kindOf(status: number): ErrorKind {
  if (status === 401) return 'unauthorized';
  if (status === 404) return 'not-found';
  if (status === 503) return 'busy';
  return status >= 500 ? 'fault' : 'refused';
}

/** What to say about an error: in the relay's own words where it has answered. */
export function errorWords(error: unknown): ErrorWords {
  if (error instanceof ProblemError) {
    const { title, detail, status } = error.problem;
    const kind = kindOf(status);
    return {
      kind,
      title,
      detail,
      reference: kind === 'fault' ? UUID.exec(detail)?.[0] : undefined,
      retryAt: error.retryAt,
    };
  }
  if (error instanceof UnreachableError) {
    return {
      kind: 'unreachable',
      title: 'The relay does not answer',
      detail:
        'It is not running, or the network between it and this browser is down. ./relay status says which parts run.',
    };
  }
  if (error instanceof UnexpectedAnswerError) {
    return {
      kind: 'unknown',
      title: `Something else answered, with status ${error.status}`,
      detail: 'A proxy in front of the relay may have; ask whoever runs it.',
    };
  }
  if (error instanceof Error && CODE_NOT_LOADED.test(error.message)) {
    return {
      kind: 'unreachable',
      title: 'The code of this page could not be loaded',
      detail: 'The relay does not answer, or it was updated since the dashboard was opened.',
    };
  }
  return {
    kind: 'unknown',
    title: 'The dashboard failed',
    detail: error instanceof Error ? error.message : 'Reload the page.',
  };
}
