import type { ComponentProps } from 'react';
import { cn } from '@/components/cn';

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={cn(
        'field-sizing-content min-h-16 w-full rounded-md border border-input bg-card px-2.5 py-1.5 placeholder:text-muted-foreground disabled:opacity-55 aria-invalid:border-bad',
        className,
      )}
      {...props}
    />
  );
}
