import { cn } from './cn';
import { CopyButton } from './copy-button';

interface CodeTextProps {
  text: string;
  /** What is copied by its button. */
  what: string;
  /** What is copied, if it is not what is shown. */
  copied?: string;
  className?: string;
}

/** Text as a machine wrote it: monospace, scrolling in its own box, and to be copied. */
export function CodeText({ text, what, copied = text, className }: CodeTextProps) {
  return (
    <div className={cn('relative rounded-md border bg-background', className)}>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      <pre
        role="region"
        aria-label={what}
        tabIndex={0}
        className="max-h-[32rem] overflow-auto py-2.5 pr-11 pl-3.5 font-mono text-[12.5px] leading-relaxed wrap-anywhere whitespace-pre-wrap"
      >
        {text}
      </pre>
      <CopyButton text={copied} what={what} className="absolute top-1.5 right-1.5 bg-background" />
    </div>
  );
}
