import { useMemo } from 'react';
import type { Percentiles, Series } from '@/api/overview';
import { TimeChart } from '@/components/chart/time-chart';
import { Panel } from '@/components/panel';
import { duration } from '@/time/format';

const LEAST_MS = 10;

function latencyAxis(_min: number, max: number): [number, number] {
  return [0, Math.max(LEAST_MS, max * 1.08)];
}

function latencyWords(latency: Percentiles): string {
  return latency === null
    ? 'No delivery succeeded'
    : `p50 ${duration(latency.p50)} · p95 ${duration(latency.p95)} · p99 ${duration(latency.p99)}`;
}

export function LatencyPanel({
  totals,
  series,
}: {
  totals: { latency: Percentiles };
  series: Series;
}) {
  const moments = useMemo(() => series.map(({ at }) => at), [series]);
  const lines = useMemo(
    () => [
      {
        label: 'p99',
        tone: 'idle' as const,
        dash: [4, 3],
        values: series.map(({ latency }) => latency?.p99 ?? null),
      },
      {
        label: 'p95',
        tone: 'warn' as const,
        values: series.map(({ latency }) => latency?.p95 ?? null),
      },
      {
        label: 'p50',
        tone: 'busy' as const,
        values: series.map(({ latency }) => latency?.p50 ?? null),
      },
    ],
    [series],
  );
  const words = latencyWords(totals.latency);
  return (
    <Panel
      title="Delivery latency"
      aside={
        <span
          className="text-muted-foreground"
          title="From the acceptance of an event to the end of the attempt that succeeded"
        >
          {words}
        </span>
      }
    >
      <TimeChart
        moments={moments}
        lines={lines}
        format={duration}
        range={latencyAxis}
        summary={`Delivery latency over time. Over the whole range: ${words}.`}
      />
    </Panel>
  );
}
