import type { Delivery } from '@/api/deliveries';
import { useLive } from '@/live/live-context';
import { serverNow } from '@/time/server-clock';

const ASK_MS = 2_000;

/**
 * How often to ask for a delivery whose attempt is due or under way while no news come: a countdown
 * that has ended must not stand still. Not at all while the page is paused.
 */
export function useDueRefresh() {
  const { state: live } = useLive();
  return (delivery: Delivery | undefined): number | false => {
    if (live === 'live' || live === 'paused' || delivery === undefined) return false;
    const due =
      delivery.nextAttemptAt !== null && Date.parse(delivery.nextAttemptAt) <= serverNow();
    return due || delivery.state === 'in_flight' ? ASK_MS : false;
  };
}
