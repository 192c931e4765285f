import { useId, type ReactNode } from 'react';
import { cn } from './cn';

interface PanelProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Without space around the content, for tables and lists that bring their own. */
  flush?: boolean;
}

/** A titled part of a page. */
export function Panel({ title, aside, children, className, flush = false }: PanelProps) {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      className={cn('flex min-w-0 flex-col rounded-lg border bg-card', className)}
    >
      <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 border-b px-4 py-1.5">
        <h2 id={heading} className="font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      <div className={cn('flex-1', flush ? '' : 'p-4')}>{children}</div>
    </section>
  );
}
