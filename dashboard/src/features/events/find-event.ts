import type { QueryClient } from '@tanstack/react-query';
import { searchQuery } from '@/api/search';
import { kindOfId, type Found } from '@/shell/found-link';

/** What a text leads to: one thing that it names, or the events of a type that is called so. */
export type Finding = { kind: 'thing'; found: Found } | { kind: 'type'; type: string };

/**
 * An id is known by its form; anything else may be an idempotency key, which only the relay can tell,
 * and is a type if it is none.
 */
export async function findEvent(text: string, queries: QueryClient): Promise<Finding> {
  const known = kindOfId(text);
  if (known !== undefined) return { kind: 'thing', found: known };
  const { results } = await queries.query(searchQuery(text));
  const found = results[0];
  return found === undefined ? { kind: 'type', type: text } : { kind: 'thing', found };
}
