import type { Series } from '@/api/overview';

const BARS = 24;
const HEIGHT = 22;
const STEP = 4;

interface Bar {
  succeeded: number;
  failed: number;
}

/** So many bars of equal time, however many steps there are. */
function barsOf(series: Series): Bar[] {
  const size = Math.max(1, Math.ceil(series.length / BARS));
  return Array.from({ length: Math.ceil(series.length / size) }, (_, bar) =>
    series.slice(bar * size, (bar + 1) * size).reduce<Bar>(
      (sum, { succeeded, failed }) => ({
        succeeded: sum.succeeded + succeeded,
        failed: sum.failed + failed,
      }),
      { succeeded: 0, failed: 0 },
    ),
  );
}

/** The attempts over time as small bars: below what failed, above what succeeded. */
export function Sparkline({ series, label }: { series: Series; label: string }) {
  const bars = barsOf(series);
  const most = Math.max(1, ...bars.map(({ succeeded, failed }) => succeeded + failed));
  return (
    <svg
      role="img"
      aria-label={label}
      width={BARS * STEP}
      height={HEIGHT}
      viewBox={`0 0 ${BARS * STEP} ${HEIGHT}`}
      className="block"
    >
      {bars.map(({ succeeded, failed }, bar) => {
        // What failed is seen, however little it is beside the rest.
        const low = failed === 0 ? 0 : Math.max(1.5, (failed / most) * HEIGHT);
        const high = (succeeded / most) * (HEIGHT - low);
        return (
          <g key={bar}>
            {failed + succeeded === 0 && (
              <rect x={bar * STEP} y={HEIGHT - 1} width={3} height={1} className="fill-border" />
            )}
            <rect
              x={bar * STEP}
              y={HEIGHT - low - high}
              width={3}
              height={high}
              className="fill-ok/55"
            />
            <rect x={bar * STEP} y={HEIGHT - low} width={3} height={low} className="fill-bad" />
          </g>
        );
      })}
    </svg>
  );
}
