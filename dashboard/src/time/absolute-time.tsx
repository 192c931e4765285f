import { cn } from '@/components/cn';
import { absolute, relative } from './format';
import { useTicking } from './ticker';
import { zoneChoice } from './zone';

/** The exact time in the chosen zone; how long ago is its title. */
export function AbsoluteTime({ at, className }: { at: string; className?: string }) {
  const zone = zoneChoice.use();
  const ago = useTicking((now) => relative(at, now));
  return (
    <time dateTime={at} title={ago} className={cn('whitespace-nowrap', className)}>
      {absolute(at, zone)}
    </time>
  );
}
