import type { StateCounts } from '@/api/overview';
import { count } from '@/components/numbers';

/** From here on a count means "at least", if the answer says that it is capped. */
const CAP = 10_000;

interface Counted {
  counts: StateCounts;
  capped: boolean;
}

/** What deleting a webhook does to its deliveries, a sentence each. */
export function deletionImpact({ counts, capped }: Counted): string[] {
  const say = (...states: (keyof StateCounts)[]) => {
    const sum = states.reduce((total, state) => total + counts[state], 0);
    const atLeast = capped && states.some((state) => counts[state] >= CAP);
    return { sum, words: `${atLeast ? 'At least ' : ''}${count(sum)}` };
  };
  const waiting = say('pending', 'retrying', 'in_flight');
  const ended = say('succeeded', 'exhausted', 'cancelled');
  return [
    waiting.sum === 0
      ? 'No delivery waits for it, so none is cancelled.'
      : `${waiting.words} ${waiting.sum === 1 ? 'delivery that waits is' : 'deliveries that wait are'} cancelled and not sent.`,
    `${ended.words} ${ended.sum === 1 ? 'delivery that has ended stays' : 'deliveries that have ended stay'} visible, with ${ended.sum === 1 ? 'its' : 'their'} attempts.`,
    'Events that are posted from now on are not delivered to it. This can not be undone.',
  ];
}
