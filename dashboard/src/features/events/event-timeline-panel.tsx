import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX, Flag, Hourglass, Inbox, Split, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { attemptsQuery } from '@/api/attempts';
import type { EventDetail } from '@/api/events';
import { Answered } from '@/components/answered';
import { cn } from '@/components/cn';
import { counted } from '@/components/numbers';
import { Panel } from '@/components/panel';
import { Skeleton } from '@/components/ui/skeleton';
import { WebhookName } from '@/components/webhook-name';
import { attemptWords } from '@/components/attempt-words';
import { absolute, duration } from '@/time/format';
import { zoneChoice } from '@/time/zone';
import { eventMoments, type Moment } from './event-timeline';
import { eventWords, hasEnded } from './event-words';

/** As many as one answer has: the latest ones. */
const ATTEMPTS = 200;

/** From the acceptance of the event to what became of it. */
export function EventTimelinePanel({ event }: { event: EventDetail }) {
  const attempts = useQuery(attemptsQuery({ eventId: event.id, limit: ATTEMPTS }));
  return (
    <Panel title="Timeline">
      <Answered query={attempts} skeleton={<Skeleton className="h-56" />}>
        {({ data, nextCursor }) => (
          <>
            {nextCursor !== null && (
              <p className="mb-3 text-xs text-muted-foreground">
                The latest {ATTEMPTS} attempts; the earlier ones are on the pages of the deliveries.
              </p>
            )}
            <ol>
              {eventMoments(event, data).map((moment) => (
                <Entry key={keyOf(moment)} moment={moment} since={event.createdAt} />
              ))}
              <Row
                icon={hasEnded(event) ? Flag : Hourglass}
                tone="text-muted-foreground"
                last
                title={eventWords(event)}
              />
            </ol>
          </>
        )}
      </Answered>
    </Panel>
  );
}

function keyOf(moment: Moment): string {
  return moment.kind === 'attempt' ? moment.attempt.id : `${moment.kind} ${moment.at}`;
}

function Entry({ moment, since }: { moment: Moment; since: string }) {
  switch (moment.kind) {
    case 'accepted':
      return <Row icon={Inbox} tone="text-primary" at={moment.at} since={since} title="Accepted" />;
    case 'fanned-out':
      return (
        <Row
          icon={Split}
          tone="text-primary"
          at={moment.at}
          since={since}
          title={`${counted(moment.deliveries.length, 'delivery', 'deliveries')} made`}
        />
      );
    case 'attempt': {
      const { attempt } = moment;
      const ok = attempt.outcome === 'succeeded';
      return (
        <Row
          icon={ok ? CircleCheck : CircleX}
          tone={ok ? 'text-ok' : 'text-bad'}
          at={moment.at}
          since={since}
          title={
            <Link
              to="/deliveries/$deliveryId"
              params={{ deliveryId: attempt.deliveryId }}
              search={{ attempt: String(attempt.attempt) }}
              className="hover:underline"
            >
              {attemptWords(attempt)}
            </Link>
          }
          detail={
            <>
              <WebhookName id={attempt.webhookId} />, attempt {attempt.attempt}, took{' '}
              {duration(attempt.durationMs)}
            </>
          }
        />
      );
    }
  }
}

interface RowProps {
  icon: LucideIcon;
  tone: string;
  title: ReactNode;
  detail?: ReactNode;
  at?: string;
  since?: string;
  last?: boolean;
}

function Row({ icon: Icon, tone, title, detail, at, since, last = false }: RowProps) {
  const zone = zoneChoice.use();
  const ms =
    at === undefined || since === undefined ? undefined : Date.parse(at) - Date.parse(since);
  return (
    <li className="relative flex gap-3 pb-3.5 last:pb-0">
      {!last && <span aria-hidden className="absolute top-5 bottom-0 left-2 w-px bg-border" />}
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', tone)} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-3">
          <span className="min-w-0">{title}</span>
          {at !== undefined && ms !== undefined && (
            <time
              dateTime={at}
              title={absolute(at, zone)}
              className="text-xs whitespace-nowrap text-muted-foreground"
            >
              {ms <= 0 ? absolute(at, zone).slice(11, 23) : `+${duration(ms)}`}
            </time>
          )}
        </div>
        {detail !== undefined && (
          <div className="text-xs wrap-anywhere text-muted-foreground">{detail}</div>
        )}
      </div>
    </li>
  );
}
