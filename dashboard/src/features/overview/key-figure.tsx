import type { ReactNode } from 'react';
import { cn } from '@/components/cn';

interface KeyFigureProps {
  name: string;
  /** The number, as the link to what it counts. */
  link: ReactNode;
  /** What it counts. */
  children: ReactNode;
  tone?: 'warn' | undefined;
}

export function KeyFigure({ name, link, children, tone }: KeyFigureProps) {
  return (
    <div className="min-w-0 px-4 py-3.5">
      <dt className="text-muted-foreground">{name}</dt>
      <dd>
        <div
          className={cn(
            'text-[27px] leading-9 font-semibold tracking-tight [&_a]:rounded-sm [&_a]:decoration-border [&_a]:decoration-2 [&_a]:underline-offset-4 [&_a:hover]:underline',
            tone === 'warn' && 'text-warn',
          )}
        >
          {link}
        </div>
        <div className="text-xs text-muted-foreground">{children}</div>
      </dd>
    </div>
  );
}
