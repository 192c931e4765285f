import type { components } from './schema';

export type Problem = components['schemas']['Problem'];

/** The relay answered with a problem (RFC 9457); its words are meant to be shown. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  /** When the relay asks to be tried again; undefined unless it said so. */
  readonly retryAt: number | undefined;

  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(`${problem.title}: ${problem.detail}`);
    this.problem = problem;
    this.retryAt =
      retryAfterSeconds === undefined ? undefined : Date.now() + retryAfterSeconds * 1_000;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** Nobody answered: the relay is down, or the network is. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** Something answered that is not the relay, such as a proxy in front of it. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
  readonly status: number;

  constructor(status: number) {
    super(`The answer had the status ${status} and was not one of the relay's.`);
    this.status = status;
  }
}

export async function errorOf(response: Response): Promise<Error> {
  if (response.headers.get('Content-Type')?.startsWith('application/problem+json') === true) {
    const retryAfter = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
    return new ProblemError(
      (await response.json()) as Problem,
      Number.isNaN(retryAfter) ? undefined : retryAfter,
    );
  }
  // What gateways say when there is no relay behind them.
  return response.status === 502 || response.status === 504
    ? new UnreachableError(`The gateway answered ${response.status}.`)
    : new UnexpectedAnswerError(response.status);
}

export function isUnauthorized(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 401;
}
