import type { DeliveryState } from '@/api/deliveries';
import type { EventDetail } from '@/api/events';
import { deliveryStateWord, DELIVERY_STATES } from '@/components/delivery-state-badge';
import { count, counted } from '@/components/numbers';

const ENDED: ReadonlySet<DeliveryState> = new Set(['succeeded', 'exhausted', 'cancelled']);

/** What became of an event, in a sentence. */
export function eventWords({ status, deliveries }: Pick<EventDetail, 'status' | 'deliveries'>) {
  // A replay may have given deliveries to an event that nobody was subscribed to.
  if (deliveries.length === 0) {
    return status === 'unmatched'
      ? 'Nobody was subscribed: no webhook matched its type. Register one that does, then replay the event.'
      : 'It waits: it is stored and safe, and its deliveries are made as soon as Kafka and the worker run.';
  }
  const states = DELIVERY_STATES.map((state) => ({
    state,
    many: deliveries.filter((delivery) => delivery.state === state).length,
  })).filter(({ many }) => many > 0);
  const all = counted(deliveries.length, 'delivery', 'deliveries');
  const only = states[0];
  if (states.length === 1 && only !== undefined) {
    const word = deliveryStateWord(only.state).toLowerCase();
    return deliveries.length === 1 ? `Its one delivery: ${word}.` : `All ${all}: ${word}.`;
  }
  const parts = states.map(
    ({ state, many }) => `${count(many)} ${deliveryStateWord(state).toLowerCase()}`,
  );
  return `Of ${all}: ${parts.join(', ')}.`;
}

export function hasEnded({ status, deliveries }: Pick<EventDetail, 'status' | 'deliveries'>) {
  return deliveries.length === 0
    ? status === 'unmatched'
    : deliveries.every(({ state }) => ENDED.has(state));
}
