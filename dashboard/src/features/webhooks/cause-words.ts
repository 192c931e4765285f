const CAUSES: Record<string, string> = {
  timeout: 'No answer in time',
  connect: 'Connection refused or lost',
  dns: 'Host name not found',
  tls: 'TLS not agreed on',
  relay: 'Fault of the relay',
};

/** Such as `Answered 503`: an answer is called by its code, the rest by what happened. */
export function causeWords(reason: string, responseCode: number | null): string {
  return responseCode === null ? (CAUSES[reason] ?? reason) : `Answered ${responseCode}`;
}
