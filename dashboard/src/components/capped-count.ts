import { count } from '@/components/numbers';

/** Counting ends here if the answer says that it is capped. */
const CAP = 10_000;

/** Such as `1,234`, or `10,000+` for a count that ended at its cap. */
export function cappedCount(n: number, capped: boolean): string {
  return capped && n >= CAP ? `${count(CAP)}+` : count(n);
}
