import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Overview, Series } from '@/api/overview';
import { TimeChart } from '@/components/chart/time-chart';
import { count, percent, successRate } from '@/components/numbers';
import { Panel } from '@/components/panel';

/** From the worst that was up to all, and never so close that little looks like much. */
function successAxis(min: number): [number, number] {
  return [Math.min(0.9, Math.max(0, Math.floor(min * 10) / 10)), 1];
}

interface SuccessPanelProps {
  totals: Pick<Overview['totals'], 'succeeded' | 'failed'>;
  series: Series;
}

/** The page that shows it says what failed in a panel with the id `failures`. */
export function SuccessPanel({ totals, series }: SuccessPanelProps) {
  const moments = useMemo(() => series.map(({ at }) => at), [series]);
  const lines = useMemo(
    () => [
      {
        label: 'Attempts that succeeded',
        tone: 'ok' as const,
        fill: true,
        values: series.map(({ succeeded, failed }) => successRate(succeeded, failed) ?? null),
      },
    ],
    [series],
  );
  const rate = percent(successRate(totals.succeeded, totals.failed));
  return (
    <Panel
      title="Success rate"
      aside={
        <span className="text-muted-foreground">
          <span className="font-semibold text-foreground">{rate}</span>
          {totals.failed > 0 && (
            <>
              {' · '}
              <Link
                to="."
                search
                hash="failures"
                className="text-primary underline underline-offset-3"
              >
                {count(totals.failed)} failed
              </Link>
            </>
          )}
        </span>
      }
    >
      <TimeChart
        moments={moments}
        lines={lines}
        format={(value) => `${Math.round(value * 1_000) / 10} %`}
        range={successAxis}
        summary={`Success rate over time. Over the whole range ${rate} of the attempts succeeded.`}
      />
    </Panel>
  );
}
