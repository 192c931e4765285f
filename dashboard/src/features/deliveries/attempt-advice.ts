import type { Attempt } from '@/api/deliveries';

type Reason = NonNullable<Attempt['reason']>;

const ADVICE: Record<Reason, string> = {
  timeout:
    'Put the work into a queue of its own and answer at once. The timeout is a setting of the webhook, up to 30 seconds.',
  connect:
    'See whether the endpoint runs and whether a firewall lets the relay reach it, then retry.',
  dns: 'Correct the host name in the URL of the webhook, or its DNS record, then retry.',
  address:
    'Deliveries go to public addresses only: correct the URL of the webhook or its DNS record, or have an operator allow the network with relay.delivery.allowed-networks, then retry.',
  tls: 'Mend the certificate of the endpoint: it must be valid for the host name, not expired, and sent with its whole chain. The relay never skips this check.',
  '3xx':
    'Change the URL of the webhook to where the endpoint redirects. Redirects are not followed, since they could lead anywhere.',
  '4xx': 'Read what it answered: it refuses this request as it is. Mend the endpoint, then retry.',
  '429':
    'The relay waits as long as the endpoint asks for in Retry-After. If it goes on, the endpoint allows fewer requests than there are events.',
  '5xx':
    'Read what it answered, and the log of the endpoint: the fault is there. The relay tries again by itself until the attempts are used up.',
  relay: 'Tell whoever runs the relay: its log names this delivery.',
};

const BY_CODE: Record<number, string> = {
  401: 'It does not accept who is asking: check the secret that it verifies signatures with, and the headers of the webhook.',
  403: 'It does not allow this: check the secret that it verifies signatures with, and the headers of the webhook.',
  404: 'Nothing is at this path: check the URL of the webhook.',
  405: 'It takes no POST at this path: check the URL of the webhook.',
  410: 'The endpoint says that it is gone for good, so the relay has disabled the webhook: change its URL and enable it, or delete it.',
  413: 'The event is larger than the endpoint takes: raise its limit; an event has at most 256 KiB.',
};

/** What to do about an attempt that failed; undefined if it succeeded. */
export function adviceOn({ reason, responseCode }: Attempt): string | undefined {
  if (reason === null) return undefined;
  return BY_CODE[responseCode ?? 0] ?? ADVICE[reason];
}
