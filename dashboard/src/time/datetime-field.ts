import type { Zone } from './format';

const two = (n: number) => String(n).padStart(2, '0');

/** The text of an input of the type `datetime-local`, in the chosen zone and to the second. */
export function fieldOf(iso: string, zone: Zone): string {
  const at = new Date(iso);
  if (zone === 'utc') return at.toISOString().slice(0, 19);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** The moment that such a text means; undefined if it is empty or none. */
export function momentOf(field: string, zone: Zone): string | undefined {
  const at = new Date(zone === 'utc' ? `${field}Z` : field);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().replace('.000Z', 'Z');
}
