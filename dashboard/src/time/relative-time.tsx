import { cn } from '@/components/cn';
import { absolute, relative } from './format';
import { useTicking } from './ticker';
import { zoneChoice } from './zone';

/** How long ago or ahead, ticking; the exact time is its title. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const zone = zoneChoice.use();
  const text = useTicking((now) => relative(at, now));
  return (
    <time dateTime={at} title={absolute(at, zone)} className={cn('whitespace-nowrap', className)}>
      {text}
    </time>
  );
}
