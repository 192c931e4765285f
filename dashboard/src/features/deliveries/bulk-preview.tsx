import { useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { startBulkAction, type BulkAction, type BulkFilter } from '@/api/bulk-actions';
import { deliveryCountsQuery, type CountedStates } from '@/api/deliveries';
import { Answered } from '@/components/answered';
import { cappedCount } from '@/components/capped-count';
import { deliveryStateWord } from '@/components/delivery-state-badge';
import { ErrorState } from '@/components/error-state';
import { counted } from '@/components/numbers';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
} from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { WebhookName } from '@/components/webhook-name';
import { AbsoluteTime } from '@/time/absolute-time';
import { bulkRequest, type BulkTarget, type BulkVerb } from './bulk-target';

const WORDS: Record<BulkVerb, { title: string; does: string; button: string }> = {
  retry: {
    title: 'Retry these deliveries?',
    does: 'What has ended starts a new series of attempts; what waits is due at once. What is in flight is left alone.',
    button: 'Retry',
  },
  cancel: {
    title: 'Cancel these deliveries?',
    does: 'What waits ends as cancelled and is not sent unless it is retried. What has ended or is in flight is left alone.',
    button: 'Cancel deliveries',
  },
};

interface BulkPreviewProps {
  verb: BulkVerb;
  target: BulkTarget;
  onClose: () => void;
  onStarted: (action: BulkAction) => void;
}

/** Says how many deliveries would be touched, and does nothing until it is confirmed. */
export function BulkPreview({ verb, target, onClose, onStarted }: BulkPreviewProps) {
  const starting = useMutation({
    mutationFn: () => startBulkAction(bulkRequest(verb, target)),
    onSuccess: onStarted,
  });
  const filter = target.kind === 'matching' ? target.filter : undefined;
  const { state, ...others } = filter ?? { state: undefined };
  const counts = useQuery({ ...deliveryCountsQuery(others), enabled: state !== undefined });
  // Nobody confirms a number that was not shown.
  const many =
    target.kind === 'ticked' ? target.ids.length : (counts.data?.counts[target.filter.state] ?? 0);
  const { title, does, button } = WORDS[verb];
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="max-w-lg">
        <DialogTitle>{title}</DialogTitle>
        <DialogDescription>{does}</DialogDescription>
        <div className="mt-4">
          {target.kind === 'ticked' ? (
            <p className="text-[15px] font-medium">
              {counted(target.ids.length, 'selected delivery', 'selected deliveries')}
            </p>
          ) : (
            <Matching filter={target.filter} counts={counts} />
          )}
        </div>
        {verb === 'retry' && target.kind === 'matching' && target.filter.state === 'succeeded' && (
          <p className="mt-3 text-warn">
            These have arrived already: their endpoints get them a second time, with the same
            webhook-id.
          </p>
        )}
        {starting.isError && (
          <ErrorState className="mt-4" error={starting.error} onRetry={() => starting.mutate()} />
        )}
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="ghost">Leave them</Button>
          </DialogClose>
          <Button
            variant={verb === 'retry' ? 'default' : 'destructive'}
            disabled={starting.isPending || many === 0}
            onClick={() => starting.mutate()}
          >
            {starting.isPending ? 'Starting…' : button}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function Matching({
  filter,
  counts,
}: {
  filter: BulkFilter;
  counts: UseQueryResult<CountedStates>;
}) {
  const { state } = filter;
  return (
    <>
      <Answered query={counts} skeleton={<Skeleton className="h-5 w-48" />}>
        {({ counts: inState, capped }) => (
          <p className="text-[15px] font-medium">
            {cappedCount(inState[state], capped)}{' '}
            {inState[state] === 1 ? 'delivery matches' : 'deliveries match'}
          </p>
        )}
      </Answered>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-muted-foreground [&_dd]:text-foreground">
        <dt>State</dt>
        <dd>{deliveryStateWord(state)}</dd>
        {filter.webhookId !== undefined && (
          <>
            <dt>Webhook</dt>
            <dd className="wrap-anywhere">
              <WebhookName id={filter.webhookId} />
            </dd>
          </>
        )}
        {filter.eventId !== undefined && (
          <>
            <dt>Event</dt>
            <dd className="font-mono text-[0.92em] wrap-anywhere">{filter.eventId}</dd>
          </>
        )}
        {filter.from !== undefined && (
          <>
            <dt>Made since</dt>
            <dd>
              <AbsoluteTime at={filter.from} />
            </dd>
          </>
        )}
        {filter.to !== undefined && (
          <>
            <dt>Made before</dt>
            <dd>
              <AbsoluteTime at={filter.to} />
            </dd>
          </>
        )}
      </dl>
      <p className="mt-3 text-muted-foreground">
        What is made after that time is not touched. One action takes at most 100,000 deliveries.
      </p>
    </>
  );
}
