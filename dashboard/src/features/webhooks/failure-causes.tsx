import { Link } from '@tanstack/react-router';
import type { WebhookHealth } from '@/api/webhooks';
import { attemptWords } from '@/components/attempt-words';
import { count } from '@/components/numbers';
import { Panel } from '@/components/panel';
import { RelativeTime } from '@/time/relative-time';

/** Why attempts failed lately: the cause that matters most comes first. */
export function FailureCauses({
  webhookId,
  causes,
}: {
  webhookId: string;
  causes: WebhookHealth['causes'];
}) {
  const all = causes.reduce((sum, { attempts }) => sum + attempts, 0);
  return (
    <Panel
      id="failures"
      title="Failures by cause"
      flush
      aside={
        all > 0 && (
          <span className="text-muted-foreground">
            its last {count(all)} failed attempts ·{' '}
            <Link
              to="/deliveries"
              search={{ webhookId, state: 'exhausted' }}
              className="text-primary underline underline-offset-3"
            >
              exhausted deliveries
            </Link>
          </span>
        )
      }
    >
      {causes.length === 0 ? (
        <p className="px-4 py-6 text-center text-muted-foreground">No attempt has failed.</p>
      ) : (
        <ul className="divide-y">
          {causes.map((cause) => (
            <li
              key={`${cause.reason} ${String(cause.responseCode)}`}
              className="grid gap-x-4 px-4 py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)_auto]"
            >
              <div>
                <span className="font-medium">{attemptWords(cause)}</span>
                <div className="mt-1 h-1 max-w-36 rounded-full bg-muted" aria-hidden>
                  <div
                    className="h-1 rounded-full bg-bad"
                    style={{ width: `${(cause.attempts / all) * 100}%` }}
                  />
                </div>
              </div>
              <p className="text-muted-foreground">{cause.lastError}</p>
              <p className="text-right whitespace-nowrap">
                {count(cause.attempts)} ·{' '}
                <Link
                  to="/deliveries/$deliveryId"
                  params={{ deliveryId: cause.lastDeliveryId }}
                  className="text-primary underline underline-offset-3"
                >
                  last <RelativeTime at={cause.lastAt} />
                </Link>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
