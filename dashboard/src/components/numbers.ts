const whole = new Intl.NumberFormat('en');

/** Such as `1,234,567`. */
export function count(n: number): string {
  return whole.format(n);
}

/** Such as `1 delivery` or `3 deliveries`. */
export function counted(n: number, one: string, many: string): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** The part that succeeded, from 0 to 1; undefined if there was nothing. */
export function successRate(succeeded: number, failed: number): number | undefined {
  const all = succeeded + failed;
  return all === 0 ? undefined : succeeded / all;
}

/** Such as `99.9 %`. Rounded down: whoever reads `100 %` may rely on it. */
export function percent(rate: number | undefined): string {
  if (rate === undefined) return '–';
  if (rate === 1) return '100 %';
  return `${(Math.floor(rate * 1_000) / 10).toFixed(1)} %`;
}
