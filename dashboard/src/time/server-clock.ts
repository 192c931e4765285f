/*
 * Times in the dashboard are the server's. The `Date` of each answer says how far this machine's
 * clock is off, to about a second: enough for countdowns in seconds, however wrong the clock here is.
 */
let offsetMs = 0;

export function noteServerDate(date: string | null): void {
  const at = Date.parse(date ?? '');
  // The header has no fraction of a second, so on average it is half a second behind.
  if (!Number.isNaN(at)) offsetMs = at + 500 - Date.now();
}

export function serverNow(): number {
  // An offset within the header's own error is noise.
  return Date.now() + (Math.abs(offsetMs) < 1_000 ? 0 : offsetMs);
}
