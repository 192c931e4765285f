import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from '@/components/cn';

/** The browser's own select: it is accessible everywhere and costs nothing to load. */
export function Select({ className, ...props }: ComponentProps<'select'>) {
  return (
    <span className={cn('relative inline-block', className)}>
      <select
        className="h-8 w-full appearance-none rounded-md border border-input bg-card pr-7 pl-2.5 disabled:opacity-55"
        {...props}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-2.25 right-2 size-3.5 text-muted-foreground"
      />
    </span>
  );
}
