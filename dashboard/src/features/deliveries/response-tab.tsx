import { Lightbulb, TriangleAlert } from 'lucide-react';
import type { Attempt } from '@/api/deliveries';
import { JsonLayoutSwitch, JsonText, type JsonLayout } from '@/components/json-text';
import { AbsoluteTime } from '@/time/absolute-time';
import { duration } from '@/time/format';
import { adviceOn } from './attempt-advice';
import { AttemptBadge } from './attempt-badge';
import { ResponseHeaders } from './response-headers';

/** The relay keeps no more of an answer. */
const KEPT_BYTES = 16 * 1_024;

interface ResponseTabProps {
  attempt: Attempt;
  layout: JsonLayout;
  onLayout: (layout: JsonLayout) => void;
}

/** What came of an attempt, why, and what to do about it. */
export function ResponseTab({ attempt, layout, onLayout }: ResponseTabProps) {
  const advice = adviceOn(attempt);
  const body = attempt.responseBody;
  const cut = body !== null && new TextEncoder().encode(body).length >= KEPT_BYTES;
  return (
    <div className="space-y-4">
      <dl className="flex flex-wrap gap-x-8 gap-y-2 [&_dt]:text-xs [&_dt]:text-muted-foreground">
        <div>
          <dt>Outcome</dt>
          <dd>
            <AttemptBadge attempt={attempt} />
          </dd>
        </div>
        <div>
          <dt>Took</dt>
          <dd>{duration(attempt.durationMs)}</dd>
        </div>
        <div>
          <dt>Started</dt>
          <dd>
            <AbsoluteTime at={attempt.startedAt} />
          </dd>
        </div>
        {attempt.nextAttemptAt !== null && (
          <div>
            <dt>Planned the next one for</dt>
            <dd>
              <AbsoluteTime at={attempt.nextAttemptAt} />
            </dd>
          </div>
        )}
      </dl>
      {attempt.error !== null && (
        <div className="rounded-md border border-bad/40 bg-bad/6 px-3.5 py-2.5">
          <p className="font-medium wrap-anywhere">{attempt.error}</p>
          {advice !== undefined && (
            <p className="mt-1.5 flex gap-2 text-muted-foreground">
              <Lightbulb aria-hidden className="mt-0.5 size-4 shrink-0" />
              <span>
                <span className="sr-only">What to do: </span>
                {advice}
              </span>
            </p>
          )}
        </div>
      )}
      {attempt.stale && (
        <p className="flex gap-2 text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          Its result came after the worker had lost its claim, so it did not change the delivery.
          The endpoint may have got the event twice.
        </p>
      )}
      <section aria-label="Answer">
        <div className="mb-1.5 flex min-h-8 items-center justify-between">
          <h3 className="font-medium">Body of the answer</h3>
          {body !== null && body !== '' && <JsonLayoutSwitch value={layout} onChange={onLayout} />}
        </div>
        {body === null ? (
          <p className="text-muted-foreground">No answer came.</p>
        ) : body === '' ? (
          <p className="text-muted-foreground">It was empty.</p>
        ) : (
          <JsonText text={body} what="the body of the answer" layout={layout} />
        )}
        {cut && (
          <p className="mt-1.5 text-xs text-muted-foreground">
            Only its first 16 KiB are kept; the endpoint may have sent more.
          </p>
        )}
      </section>
      {attempt.responseCode !== null && <ResponseHeaders attempt={attempt} />}
    </div>
  );
}
