import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { cn } from './cn';
import { Button } from './ui/button';

const SHOWN_MS = 1_500;

/** Copies a text; `what` names it for those who do not see the place of the button. */
export function CopyButton({
  text,
  what,
  className,
}: {
  text: string;
  what: string;
  className?: string;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast.error('The browser did not let it be copied', {
        description: 'Copying needs https or localhost. Select the text instead.',
      });
    }
  };
  return (
    <Button
      variant="ghost"
      size="icon"
      className={cn('size-6', className)}
      aria-label={copied ? `Copied ${what}` : `Copy ${what}`}
      onClick={() => void copy()}
    >
      {copied ? <Check aria-hidden className="text-ok" /> : <Copy aria-hidden />}
    </Button>
  );
}
