import type { Overview, Range } from '@/api/overview';
import { FirstSteps } from './first-steps';
import { HealthStrip } from './health-strip';
import { KeyFigures } from './key-figures';
import { LatencyPanel } from '@/components/health/latency-panel';
import { StatesPanel } from './states-panel';
import { SuccessPanel } from '@/components/health/success-panel';
import { WorstEndpoints } from './worst-endpoints';

export function OverviewFigures({ overview, range }: { overview: Overview; range: Range }) {
  return (
    <div className="space-y-5">
      <HealthStrip health={overview.health} />
      <KeyFigures overview={overview} range={range} />
      {isUnused(overview) && <FirstSteps />}
      <div className="grid gap-5 xl:grid-cols-2">
        <SuccessPanel totals={overview.totals} series={overview.series} />
        <LatencyPanel totals={overview.totals} series={overview.series} />
      </div>
      <div className="grid gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <WorstEndpoints overview={overview} range={range} />
        <StatesPanel counts={overview.counts} />
      </div>
    </div>
  );
}

function isUnused({ totals, counts, outbox }: Overview): boolean {
  return (
    totals.accepted === 0 &&
    outbox.events === 0 &&
    Object.values(counts).every((deliveries) => deliveries === 0)
  );
}
