import { Link } from '@tanstack/react-router';
import type { Overview, Range } from '@/api/overview';
import { count, percent, successRate } from '@/components/numbers';
import { rangeWord } from '@/components/range-switch';
import { RelativeTime } from '@/time/relative-time';
import { KeyFigure } from './key-figure';

const LINK =
  'text-foreground underline decoration-border underline-offset-3 hover:decoration-current';

/** What came in, what went out, what fails, what waits; each leads to the list behind it. */
export function KeyFigures({ overview, range }: { overview: Overview; range: Range }) {
  const { from, totals, counts, outbox, oldestDueAt } = overview;
  const span = `in ${rangeWord(range)}`;
  return (
    <dl className="grid rounded-lg border bg-card max-lg:divide-y sm:grid-cols-2 lg:grid-cols-4 lg:divide-x">
      <KeyFigure
        name="Accepted"
        link={
          <Link to="/events" search={{ from }}>
            {count(totals.accepted)}
          </Link>
        }
      >
        events {span}
        {outbox.events > 0 && outbox.oldestAt !== null && (
          <>
            ;{' '}
            <Link to="/events" search={{ status: 'waiting' }} className={LINK}>
              {count(outbox.events)} wait to be matched
            </Link>
            , the oldest since <RelativeTime at={outbox.oldestAt} />
          </>
        )}
      </KeyFigure>
      <KeyFigure
        name="Delivered"
        link={
          <Link to="/deliveries" search={{ state: 'succeeded', from }}>
            {count(totals.succeeded)}
          </Link>
        }
      >
        {percent(successRate(totals.succeeded, totals.failed))} of the attempts {span}
      </KeyFigure>
      <KeyFigure
        name="Failing"
        tone={counts.retrying > 0 ? 'warn' : undefined}
        link={
          <Link to="/deliveries" search={{ state: 'retrying' }}>
            {count(counts.retrying)}
          </Link>
        }
      >
        deliveries are retried;{' '}
        <Link to="/deliveries" search={{ state: 'exhausted' }} className={LINK}>
          {count(counts.exhausted)} exhausted
        </Link>
      </KeyFigure>
      <KeyFigure
        name="Waiting"
        link={
          <Link to="/deliveries" search={{ state: 'pending' }}>
            {count(counts.pending)}
          </Link>
        }
      >
        {oldestDueAt === null ? (
          'deliveries, none late'
        ) : (
          <>
            deliveries, the oldest due <RelativeTime at={oldestDueAt} className="text-warn" />
          </>
        )}
        ;{' '}
        <Link to="/deliveries" search={{ state: 'in_flight' }} className={LINK}>
          {count(counts.in_flight)} in flight
        </Link>
      </KeyFigure>
    </dl>
  );
}
