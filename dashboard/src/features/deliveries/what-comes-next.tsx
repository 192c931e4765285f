import type { Delivery } from '@/api/deliveries';
import { useWebhook } from '@/components/use-webhook';
import { AbsoluteTime } from '@/time/absolute-time';
import { DueTime } from './due-time';

const ENDED = {
  succeeded: 'The endpoint took it. It is not sent again unless someone retries it.',
  exhausted: 'Every attempt of the series failed. It is not sent again unless someone retries it.',
  cancelled: 'It was cancelled. It is not sent again unless someone retries it.',
};

/** The next attempt with a countdown by the server's clock, or why there is none. */
export function WhatComesNext({ delivery }: { delivery: Delivery }) {
  const webhook = useWebhook(delivery.webhookId);
  const { state, nextAttemptAt } = delivery;
  if (state === 'in_flight') {
    return <p className="text-primary">Attempt {delivery.attempts + 1} is being sent now.</p>;
  }
  if (
    nextAttemptAt === null ||
    state === 'succeeded' ||
    state === 'exhausted' ||
    state === 'cancelled'
  ) {
    return (
      <p className="text-muted-foreground">
        {state === 'pending' || state === 'retrying' ? 'It waits.' : ENDED[state]}
      </p>
    );
  }
  if (webhook?.enabled === false) {
    return (
      <p className="text-muted-foreground">
        Its webhook is disabled: it is held, and sent when the webhook is enabled.
      </p>
    );
  }
  return (
    <>
      <p className="text-[15px] font-medium">
        Attempt {delivery.attempts + 1} <DueTime at={nextAttemptAt} />
      </p>
      <p className="text-xs text-muted-foreground">
        <AbsoluteTime at={nextAttemptAt} />
      </p>
    </>
  );
}
