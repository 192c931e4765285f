import { Pause, Play } from 'lucide-react';
import { cn } from '@/components/cn';
import { Button } from '@/components/ui/button';
import { useLive, type Live } from './live-context';

const WORDS: Record<Live['state'], string> = {
  connecting: 'Connecting',
  live: 'Live',
  paused: 'Paused',
  reconnecting: 'Reconnecting',
};

/** Says whether what is shown follows the relay, and lets it be held still. */
export function LiveControl() {
  const { state, pause, resume } = useLive();
  const paused = state === 'paused';
  return (
    <div className="flex items-center gap-1">
      <span role="status" className="flex items-center gap-1.5 text-xs text-muted-foreground">
        <span
          aria-hidden
          className={cn(
            'size-2 rounded-full border border-current',
            state === 'live' && 'border-ok bg-ok',
            state === 'reconnecting' && 'animate-pulse border-warn bg-warn',
            state === 'connecting' && 'animate-pulse',
          )}
        />
        <span className="max-sm:sr-only">{WORDS[state]}</span>
      </span>
      <Button
        variant="ghost"
        size="icon"
        onClick={paused ? resume : pause}
        title={paused ? 'Follow the relay again' : 'Hold what is shown still'}
        aria-label={paused ? 'Resume live updates' : 'Pause live updates'}
      >
        {paused ? <Play aria-hidden /> : <Pause aria-hidden />}
      </Button>
    </div>
  );
}
