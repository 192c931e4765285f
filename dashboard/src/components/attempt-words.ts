import type { Attempt } from '@/api/deliveries';

const NO_ANSWER: Record<NonNullable<Attempt['reason']>, string> = {
  timeout: 'No answer in time',
  connect: 'No connection',
  dns: 'Host name not found',
  address: 'Address not allowed',
  tls: 'No TLS connection',
  '3xx': 'Redirected',
  '4xx': 'Refused',
  '429': 'Asked to slow down',
  '5xx': 'Endpoint failed',
  relay: 'Fault of the relay',
};

/** What came of an attempt, in few words, such as `Endpoint failed · 503`. */
export function attemptWords({
  reason,
  responseCode,
}: Pick<Attempt, 'reason' | 'responseCode'>): string {
  const words = reason === null ? 'Delivered' : NO_ANSWER[reason];
  return responseCode === null ? words : `${words} · ${responseCode}`;
}
