import type { EventDetail } from '@/api/events';
import { Panel } from '@/components/panel';
import { AbsoluteTime } from '@/time/absolute-time';

export function EventFacts({ event }: { event: EventDetail }) {
  return (
    <Panel title="Event">
      <dl className="space-y-2.5 [&_dt]:text-xs [&_dt]:text-muted-foreground">
        <div>
          <dt>Happened</dt>
          <dd>
            <AbsoluteTime at={event.timestamp} />
          </dd>
        </div>
        <div>
          <dt>Accepted</dt>
          <dd>
            <AbsoluteTime at={event.createdAt} />
          </dd>
        </div>
        <div>
          <dt>Ordering key</dt>
          <dd className="wrap-anywhere">
            {event.orderingKey === null ? (
              <span className="text-muted-foreground">none: it waits for no other event</span>
            ) : (
              <span className="font-mono text-[0.92em]">{event.orderingKey}</span>
            )}
          </dd>
        </div>
      </dl>
    </Panel>
  );
}
