import { TriangleAlert } from 'lucide-react';
import { RelativeTime } from '@/time/relative-time';
import { errorWords } from './error-words';
import { Button } from './ui/button';

/** Above what was read before, when reading it again fails: old figures must not pass for new. */
export function StaleNotice({
  error,
  since,
  onRetry,
}: {
  error: unknown;
  since: number;
  onRetry: () => void;
}) {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-warn/40 bg-warn/6 px-4 py-2">
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-warn" />
      <p className="min-w-0 flex-1">
        {/* Without the time: it would be announced whenever it moves on. */}
        <span role="alert" className="font-medium">
          {errorWords(error).title}.
        </span>{' '}
        What you see was read <RelativeTime at={new Date(since).toISOString()} />.
      </p>
      <Button variant="outline" size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
