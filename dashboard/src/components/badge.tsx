import type { LucideIcon } from 'lucide-react';
import { cn } from './cn';

export type Tone = 'ok' | 'warn' | 'bad' | 'busy' | 'idle';

const TONES: Record<Tone, string> = {
  ok: 'text-ok',
  warn: 'text-warn',
  bad: 'text-bad',
  busy: 'text-primary',
  idle: 'text-muted-foreground',
};

interface BadgeProps {
  tone: Tone;
  icon: LucideIcon;
  children: string;
  title?: string | undefined;
  className?: string;
}

/** A state as icon and word; the colour only repeats what they say. */
export function Badge({ tone, icon: Icon, children, title, className }: BadgeProps) {
  return (
    <span
      title={title}
      className={cn(
        'inline-flex items-center gap-1.5 align-bottom whitespace-nowrap',
        TONES[tone],
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2.25} />
      {children}
    </span>
  );
}
