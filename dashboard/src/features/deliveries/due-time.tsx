import { absolute } from '@/time/format';
import { useTicking } from '@/time/ticker';
import { zoneChoice } from '@/time/zone';
import { countdown } from './countdown';

/** Counts down to an attempt by the server's clock; the exact time is its title. */
export function DueTime({ at }: { at: string }) {
  const zone = zoneChoice.use();
  const text = useTicking((now) => countdown(at, now));
  return (
    <time dateTime={at} title={absolute(at, zone)} className="whitespace-nowrap">
      {text}
    </time>
  );
}
