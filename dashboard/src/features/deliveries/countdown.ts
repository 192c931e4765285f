import { duration } from '@/time/format';

/** How long until then, such as `in 2 m 5 s`; `due now` from that moment on. */
export function countdown(at: string, now: number): string {
  const ms = Date.parse(at) - now;
  if (ms <= 0) return 'due now';
  // In whole seconds, rounded up: a countdown that shows 0 s and goes on waiting is a lie.
  return `in ${duration(Math.max(1_000, Math.ceil(ms / 1_000) * 1_000)).replace('.0', '')}`;
}
