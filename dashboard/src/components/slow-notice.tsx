import { useEffect, useState } from 'react';

const SLOW_AFTER_MS = 3_000;

/** Nothing at first; when an answer takes long it says so, so that slow does not look like broken. */
export function SlowNotice({ onRetry }: { onRetry: () => void }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p role="status" className="min-h-5 text-muted-foreground">
      {slow && (
        <>
          The relay is slow to answer; still waiting.{' '}
          <button type="button" className="text-primary underline" onClick={onRetry}>
            Ask again
          </button>
        </>
      )}
    </p>
  );
}
