import type { ComponentProps } from 'react';
import { cn } from '@/components/cn';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return (
    <input
      className={cn(
        'h-8 w-full min-w-0 rounded-md border border-input bg-card px-2.5 placeholder:text-muted-foreground disabled:opacity-55 aria-invalid:border-bad',
        className,
      )}
      {...props}
    />
  );
}
