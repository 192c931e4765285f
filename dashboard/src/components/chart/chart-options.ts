import uPlot from 'uplot';
import type { Zone } from '@/time/format';
import type { Tone } from '../badge';
import { isolated } from './isolated';
import type { Line } from './time-chart';

const TONE_VARIABLE: Record<Tone, string> = {
  ok: '--ok',
  warn: '--warn',
  bad: '--bad',
  busy: '--primary',
  idle: '--muted-foreground',
};
const DAY_SECONDS = 86_400;

interface Looks {
  element: HTMLElement;
  height: number;
  zone: Zone;
  lines: readonly Line[];
  format: (value: number) => string;
  range: (min: number, max: number) => [number, number];
  onHover: (index: number | null) => void;
}

/** The chart in the colours of the theme, read from its CSS variables, since a canvas knows none. */
export function chartOptions(looks: Looks): uPlot.Options {
  const { element, height, zone, lines, format, range, onHover } = looks;
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const inZone = (seconds: number) =>
    zone === 'utc' ? uPlot.tzDate(new Date(seconds * 1_000), 'Etc/UTC') : new Date(seconds * 1_000);
  const clock = uPlot.fmtDate('{HH}:{mm}');
  const day = uPlot.fmtDate('{MMM} {D}');
  const axis: uPlot.Axis = {
    stroke: colour('--muted-foreground'),
    font: `11px ${style.fontFamily}`,
    grid: { stroke: colour('--border'), width: 1, dash: [2, 3] },
    ticks: { show: false },
  };
  return {
    width: element.clientWidth,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    tzDate: inZone,
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 6 },
    },
    scales: {
      y: { range: (_, min, max) => range(min, max) },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 70,
        size: 26,
        values: (_, splits, __, ___, step) =>
          splits.map((at) => (step >= DAY_SECONDS ? day : clock)(inZone(at))),
      },
      { ...axis, size: 58, gap: 6, space: 34, values: (_, splits) => splits.map(format) },
    ],
    series: [
      {},
      ...lines.map(({ label, tone, dash, fill }): uPlot.Series => {
        const stroke = colour(TONE_VARIABLE[tone]);
        return {
          label,
          stroke,
          width: 1.5,
          points: {
            show: true,
            size: 5,
            fill: stroke,
            filter: (chart, index) => isolated(chart.data[index] ?? []),
          },
          ...(dash === undefined ? {} : { dash }),
          ...(fill === true ? { fill: `color-mix(in oklch, ${stroke} 9%, transparent)` } : {}),
        };
      }),
    ],
    hooks: { setCursor: [({ cursor }) => onHover(cursor.idx ?? null)] },
  };
}
