import {
  CircleHelp,
  KeyRound,
  OctagonX,
  SearchX,
  ServerCrash,
  Timer,
  Unplug,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { useTicking } from '@/time/ticker';
import { cn } from './cn';
import { CopyButton } from './copy-button';
import { errorWords, type ErrorKind } from './error-words';
import { Button } from './ui/button';

const ICONS: Record<ErrorKind, LucideIcon> = {
  unreachable: Unplug,
  unauthorized: KeyRound,
  'not-found': SearchX,
  busy: Timer,
  fault: ServerCrash,
  refused: OctagonX,
  unknown: CircleHelp,
};

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  className?: string;
}

/** Takes the place of what could not be read: what happened, and a way to try again. */
export function ErrorState({ error, onRetry, className }: ErrorStateProps) {
  const words = errorWords(error);
  const Icon = ICONS[words.kind];
  const mild = words.kind === 'busy' || words.kind === 'not-found';
  return (
    <div
      className={cn(
        'rounded-lg border px-5 py-4',
        mild ? 'border-warn/40 bg-warn/6' : 'border-bad/40 bg-bad/6',
        className,
      )}
    >
      <div className="flex gap-3">
        <Icon
          aria-hidden
          className={cn('mt-0.5 size-5 shrink-0', mild ? 'text-warn' : 'text-bad')}
        />
        <div className="min-w-0">
          {/* Without the button: its countdown would be announced every second. */}
          <div role="alert">
            <h2 className="font-semibold">{words.title}</h2>
            <p className="mt-0.5 max-w-2xl wrap-anywhere text-muted-foreground">{words.detail}</p>
          </div>
          {words.reference !== undefined && (
            <p className="mt-2 flex items-center gap-1">
              Reference <code className="font-mono text-[0.92em]">{words.reference}</code>
              <CopyButton text={words.reference} what="the reference" />
            </p>
          )}
          {onRetry !== undefined && words.kind !== 'refused' && words.kind !== 'not-found' && (
            <RetryButton retryAt={words.retryAt} onRetry={onRetry} />
          )}
        </div>
      </div>
    </div>
  );
}

/** Counts down where the relay has said how long to wait, then tries by itself. */
function RetryButton({ retryAt, onRetry }: { retryAt: number | undefined; onRetry: () => void }) {
  const left = useTicking(() =>
    retryAt === undefined ? 0 : Math.max(0, Math.ceil((retryAt - Date.now()) / 1_000)),
  );
  const retry = useEffectEvent(onRetry);
  useEffect(() => {
    if (retryAt === undefined) return;
    const timer = setTimeout(() => retry(), retryAt - Date.now());
    return () => clearTimeout(timer);
  }, [retryAt]);
  return (
    <Button variant="outline" size="sm" className="mt-3" onClick={onRetry}>
      {left > 0 ? `Try again (by itself in ${left} s)` : 'Try again'}
    </Button>
  );
}
