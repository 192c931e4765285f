import { Link } from '@tanstack/react-router';
import type { DeliveryWithLog } from '@/api/deliveries';
import { cn } from '@/components/cn';
import { Panel } from '@/components/panel';
import { duration } from '@/time/format';
import { RelativeTime } from '@/time/relative-time';
import { AttemptBadge } from './attempt-badge';
import { WhatComesNext } from './what-comes-next';

/** The attempts, the latest one first, under what comes next. Each is a link that shows it beside. */
export function AttemptTimeline({
  delivery,
  shown,
}: {
  delivery: DeliveryWithLog;
  shown: number | undefined;
}) {
  return (
    <Panel title="Attempts" flush aside={<span>{delivery.attempts}</span>}>
      <ol className="py-1.5">
        <li className="px-4 py-2">
          <WhatComesNext delivery={delivery} />
        </li>
        {delivery.log.toReversed().map((attempt) => (
          <li key={attempt.id}>
            <Link
              from="/deliveries/$deliveryId"
              search={(search) => ({
                ...search,
                attempt: String(attempt.attempt),
                with: undefined,
                dialog: undefined,
              })}
              resetScroll={false}
              replace
              aria-current={attempt.attempt === shown ? 'true' : undefined}
              className={cn(
                'block border-l-2 border-transparent px-4 py-2 -outline-offset-2 hover:bg-muted/50',
                attempt.attempt === shown && 'border-primary bg-accent/60 hover:bg-accent/60',
              )}
            >
              <span className="flex items-center justify-between gap-3">
                <span className="flex min-w-0 items-center gap-2">
                  <span className="text-muted-foreground">{attempt.attempt}</span>
                  <AttemptBadge attempt={attempt} />
                </span>
                <RelativeTime at={attempt.startedAt} className="text-xs text-muted-foreground" />
              </span>
              <span className="block text-xs text-muted-foreground">
                took {duration(attempt.durationMs)}
                {attempt.stale && ' · came too late to count'}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
