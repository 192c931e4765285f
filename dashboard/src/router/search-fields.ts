import * as z from 'zod/mini';

/** A text in the URL. Whatever is not valid is as if it were absent: a URL never breaks a page. */
export const text = z.catch(z.optional(z.string().check(z.minLength(1))), undefined);

/** One of a few words in the URL. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.catch(z.optional(z.enum(words)), undefined);
}

/** The range of figures, as in the API. Absent means the first one. */
export const range = oneOf(['1h', '6h', '24h', '7d']);

/** A moment in the URL, such as 2026-11-24T10:00:00Z. */
export const instant = z.catch(z.optional(z.iso.datetime({ offset: true })), undefined);
