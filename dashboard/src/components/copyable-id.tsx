import type { ReactNode } from 'react';
import { cn } from './cn';
import { CopyButton } from './copy-button';

/**
 * The prefix and the end of an id. The start of the others is the time at which they were made, so
 * the ids of one page share it; the end tells them apart.
 */
export function shortId(id: string): string {
  return id.length > 16 ? `${id.slice(0, 4)}…${id.slice(-8)}` : id;
}

interface CopyableIdProps {
  id: string;
  /** The whole id, for where there is one and room for it. */
  full?: boolean;
  /** Wraps the text, in a link as a rule. */
  wrap?: (text: ReactNode) => ReactNode;
  className?: string;
}

export function CopyableId({ id, full = false, wrap, className }: CopyableIdProps) {
  const text = full ? id : shortId(id);
  return (
    <span
      className={cn('group/id inline-flex items-center gap-0.5 font-mono text-[0.92em]', className)}
      title={full ? undefined : id}
    >
      {wrap === undefined ? text : wrap(text)}
      <CopyButton
        text={id}
        what={id}
        className="pointer-fine:opacity-0 pointer-fine:group-hover/id:opacity-100 pointer-fine:focus-visible:opacity-100"
      />
    </span>
  );
}
