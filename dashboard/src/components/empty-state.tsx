import type { ReactNode } from 'react';
import { cn } from './cn';
import { CodeText } from './code-text';

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  /** A command that takes the next step. */
  command?: string;
  actions?: ReactNode;
  className?: string;
}

/** There is nothing, and that is no error: says what would make something appear. */
export function EmptyState({ title, children, command, actions, className }: EmptyStateProps) {
  return (
    <div className={cn('rounded-lg border border-dashed px-6 py-8', className)}>
      <h2 className="text-[15px] font-semibold">{title}</h2>
      {children !== undefined && (
        <div className="mt-1 max-w-2xl text-muted-foreground">{children}</div>
      )}
      {command !== undefined && (
        <CodeText text={command} what="the command" className="mt-4 max-w-3xl" />
      )}
      {actions !== undefined && <div className="mt-4 flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
