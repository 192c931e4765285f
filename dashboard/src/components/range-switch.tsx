import type { Range } from '@/api/overview';
import { Segmented } from './segmented';

const RANGES: readonly { value: Range; label: string }[] = [
  { value: '1h', label: '1 hour' },
  { value: '6h', label: '6 hours' },
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
];

export function rangeWord(range: Range): string {
  return RANGES.find(({ value }) => value === range)?.label ?? range;
}

export function RangeSwitch({
  value,
  onChange,
}: {
  value: Range;
  onChange: (range: Range) => void;
}) {
  return <Segmented label="Time range" value={value} options={RANGES} onChange={onChange} />;
}
