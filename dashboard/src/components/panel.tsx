import { useId, type ReactNode } from 'react';
import { useHashTarget } from '@/router/use-hash-target';
import { cn } from './cn';

interface PanelProps {
  /** What a link's hash calls it. */
  id?: string;
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Without space around the content, for tables and lists that bring their own. */
  flush?: boolean;
}

/** A titled part of a page. */
export function Panel({ id, title, aside, children, className, flush = false }: PanelProps) {
  const heading = useId();
  const target = useHashTarget(id);
  return (
    <section
      id={id}
      ref={target}
      aria-labelledby={heading}
      className={cn('flex min-w-0 scroll-mt-16 flex-col rounded-lg border bg-card', className)}
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
