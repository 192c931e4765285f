import { useEffect, useEffectEvent, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { isDark, onThemeChange } from '@/theme/theme';
import { absolute, type Zone } from '@/time/format';
import { zoneChoice } from '@/time/zone';
import { cn } from '../cn';
import type { Tone } from '../badge';
import { chartOptions } from './chart-options';

export interface Line {
  label: string;
  tone: Tone;
  /** One value for each moment; null where there is none, which leaves a gap. */
  values: readonly (number | null)[];
  dash?: number[];
  fill?: boolean;
}

interface TimeChartProps {
  /** The moments of the values, ISO 8601. */
  moments: readonly string[];
  lines: readonly Line[];
  format: (value: number) => string;
  /** What the chart shows, in a sentence, for those who can not see it. */
  summary: string;
  /** The least that the axis goes up or down to. */
  range: (min: number, max: number) => [number, number];
}

const HEIGHT_PX = 172;
const SWATCH: Record<Tone, string> = {
  ok: 'text-ok',
  warn: 'text-warn',
  bad: 'text-bad',
  busy: 'text-primary',
  idle: 'text-muted-foreground',
};

/** Lines over time. What is under the pointer is said in the legend, so nothing covers the chart. */
export function TimeChart({ moments, lines, format, summary, range }: TimeChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const zone = zoneChoice.use();
  const [dark, setDark] = useState(isDark);
  const [hovered, setHovered] = useState<number | null>(null);
  useEffect(() => onThemeChange(() => setDark(isDark())), []);

  const plot = useRef<uPlot>(undefined);
  const data = (): uPlot.AlignedData => [
    moments.map((moment) => Date.parse(moment) / 1_000),
    ...lines.map(({ values }) => [...values]),
  ];
  const initial = useEffectEvent((element: HTMLElement, ofZone: Zone) => {
    const options = chartOptions({
      element,
      height: HEIGHT_PX,
      zone: ofZone,
      lines,
      format,
      range,
      onHover: setHovered,
    });
    return new uPlot(options, data(), element);
  });
  const update = useEffectEvent(() => plot.current?.setData(data()));

  // The chart is made anew only when its looks change; new figures go into the one that is there.
  const looks = `${zone} ${String(dark)} ${lines.map(({ label }) => label).join()}`;
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const made = initial(element, zone);
    plot.current = made;
    const resize = new ResizeObserver(() => {
      made.setSize({ width: element.clientWidth, height: HEIGHT_PX });
    });
    resize.observe(element);
    return () => {
      resize.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [looks, zone]);
  useEffect(() => update(), [moments, lines]);

  const shown = hovered === null || hovered >= moments.length ? undefined : hovered;
  const moment = shown === undefined ? undefined : moments[shown];
  return (
    <figure>
      <div ref={place} role="img" aria-label={summary} style={{ height: HEIGHT_PX }} />
      <figcaption
        aria-hidden
        className="mt-2 flex min-h-5 flex-wrap items-center gap-x-4 text-xs text-muted-foreground"
      >
        {lines.map(({ label, tone, values, dash }) => {
          const value = shown === undefined ? null : (values[shown] ?? null);
          return (
            <span key={label} className="flex items-center gap-1.5">
              <svg className={cn('h-0.5 w-4', SWATCH[tone])}>
                <line
                  x2="100%"
                  y1="1"
                  y2="1"
                  stroke="currentColor"
                  strokeWidth="2"
                  strokeDasharray={dash?.join(' ')}
                />
              </svg>
              {label}
              {shown !== undefined && (
                <span className="text-foreground">{value === null ? '–' : format(value)}</span>
              )}
            </span>
          );
        })}
        <span className="ml-auto">
          {moment === undefined ? '' : absolute(moment, zone).slice(0, 16)}
        </span>
      </figcaption>
    </figure>
  );
}
