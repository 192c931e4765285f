/**
 * The places of values that have none beside them. No line goes through such a value, so without a
 * point of its own it would not be seen, and a chart with traffic would look like one without.
 */
export function isolated(values: ArrayLike<number | null | undefined>): number[] {
  return Array.from(values, (value, place) =>
    value != null && values[place - 1] == null && values[place + 1] == null ? place : -1,
  ).filter((place) => place >= 0);
}
