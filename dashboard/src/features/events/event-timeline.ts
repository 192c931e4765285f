import type { Attempt, Delivery } from '@/api/deliveries';
import type { EventDetail } from '@/api/events';

export type Moment =
  | { kind: 'accepted'; at: string }
  | { kind: 'fanned-out'; at: string; deliveries: Delivery[] }
  | { kind: 'attempt'; at: string; attempt: Attempt };

/** The deliveries of one fan-out are made together; what comes later was made by a replay. */
const TOGETHER_MS = 1_000;

/** What happened to an event, in the order in which it did. */
export function eventMoments(
  { createdAt, deliveries }: Pick<EventDetail, 'createdAt' | 'deliveries'>,
  attempts: readonly Attempt[],
): Moment[] {
  const moments: Moment[] = [
    ...fanOuts(deliveries),
    ...attempts.map((attempt): Moment => ({ kind: 'attempt', at: attempt.startedAt, attempt })),
  ];
  moments.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  // First whatever the clocks of the relay's machines say: nothing can come before it.
  return [{ kind: 'accepted', at: createdAt }, ...moments];
}

function fanOuts(deliveries: readonly Delivery[]): Moment[] {
  const made: { kind: 'fanned-out'; at: string; deliveries: Delivery[] }[] = [];
  const inOrder = deliveries.toSorted(
    (one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt),
  );
  for (const delivery of inOrder) {
    const last = made.at(-1);
    if (last !== undefined && Date.parse(delivery.createdAt) - Date.parse(last.at) < TOGETHER_MS) {
      last.deliveries.push(delivery);
    } else {
      made.push({ kind: 'fanned-out', at: delivery.createdAt, deliveries: [delivery] });
    }
  }
  return made;
}
