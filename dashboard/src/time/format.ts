export type Zone = 'local' | 'utc';

const two = (n: number) => String(n).padStart(2, '0');

/** Such as `2026-11-24 09:31:02.123 UTC`: sortable, exact, and says its zone. */
export function absolute(iso: string, zone: Zone): string {
  const date = new Date(iso);
  if (zone === 'utc') return `${date.toISOString().replace('T', ' ').replace('Z', '')} UTC`;
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString();
  const sign = offset < 0 ? '−' : '+';
  const hours = two(Math.floor(Math.abs(offset) / 60));
  return `${local.replace('T', ' ').replace('Z', '')} ${sign}${hours}:${two(Math.abs(offset) % 60)}`;
}

/** Such as `2 m 5 s`: the two units that matter. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return pair(minutes, 'm', seconds % 60, 's');
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return pair(hours, 'h', minutes % 60, 'm');
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function pair(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}

/** Such as `12 s ago` or `in 3 m`: one unit, so that a column of them can be skimmed. */
export function relative(iso: string, now: number): string {
  const ms = Date.parse(iso) - now;
  const seconds = Math.round(Math.abs(ms) / 1_000);
  if (seconds < 1) return 'now';
  const text =
    seconds < 60
      ? `${seconds} s`
      : seconds < 3_600
        ? `${Math.floor(seconds / 60)} m`
        : seconds < 48 * 3_600
          ? `${Math.floor(seconds / 3_600)} h`
          : `${Math.floor(seconds / 86_400)} d`;
  return ms > 0 ? `in ${text}` : `${text} ago`;
}
