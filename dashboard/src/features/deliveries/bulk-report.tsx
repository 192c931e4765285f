import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, LoaderCircle } from 'lucide-react';
import { useEffect } from 'react';
import { bulkActionQuery, type BulkAction } from '@/api/bulk-actions';
import { Answered } from '@/components/answered';
import { CopyableId } from '@/components/copyable-id';
import { count, counted } from '@/components/numbers';
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
import { RelativeTime } from '@/time/relative-time';

const DONE_WORD = { retry: 'retried', cancel: 'cancelled' } as const;

/** The progress of a bulk action, and its report when it is done. It has a URL of its own. */
export function BulkReport({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery(bulkActionQuery(id));
  const queries = useQueryClient();
  const done = query.data?.state === 'done';
  useEffect(() => {
    // Without waiting for news: whoever closes the report sees what it has changed.
    if (done) void queries.invalidateQueries({ queryKey: ['deliveries'] });
  }, [done, queries]);
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="max-w-lg">
        <DialogTitle>{titleOf(query.data)}</DialogTitle>
        <DialogDescription>
          {done
            ? 'This page can be shared: the report has its own address.'
            : 'It goes on when this is closed, and survives a restart of the relay.'}
        </DialogDescription>
        <div className="mt-4">
          <Answered query={query} skeleton={<Skeleton className="h-24" />}>
            {(action) => <Report action={action} />}
          </Answered>
        </div>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant={done ? 'default' : 'outline'}>Close</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function titleOf(action: BulkAction | undefined): string {
  if (action === undefined) return 'Bulk action';
  const verb = action.action === 'retry' ? 'Retr' : 'Cancell';
  return action.state === 'done'
    ? `${verb}${action.action === 'retry' ? 'ied' : 'ed'} ${counted(action.changed, 'delivery', 'deliveries')}`
    : `${verb}${action.action === 'retry' ? 'ying' : 'ing'} ${counted(action.total, 'delivery', 'deliveries')}`;
}

function Report({ action }: { action: BulkAction }) {
  const past = action.changed + action.unchanged;
  const running = action.state === 'running';
  const left = action.leftAlone.length;
  return (
    <>
      <div className="flex items-center gap-2">
        {running ? (
          <LoaderCircle aria-hidden className="size-4 animate-spin text-primary" />
        ) : (
          <CircleCheck aria-hidden className="size-4 text-ok" />
        )}
        <p>
          <span role="status">
            {action.total === 0
              ? 'Nothing matched any more.'
              : running
                ? `${count(past)} of ${count(action.total)}`
                : `All ${count(action.total)} were gone through`}
          </span>
          {action.doneAt !== null && (
            <span className="text-muted-foreground">
              {' '}
              · done <RelativeTime at={action.doneAt} />
            </span>
          )}
        </p>
      </div>
      <progress
        aria-label="Progress"
        className="mt-2 block h-1.5 w-full appearance-none overflow-hidden rounded-full [&::-moz-progress-bar]:bg-primary [&::-webkit-progress-bar]:bg-muted [&::-webkit-progress-value]:bg-primary"
        max={Math.max(action.total, 1)}
        value={action.total === 0 ? 1 : past}
      />
      <dl className="mt-4 grid grid-cols-2 gap-3">
        <div className="rounded-md border px-3 py-2">
          <dt className="text-muted-foreground first-letter:uppercase">
            {DONE_WORD[action.action]}
          </dt>
          <dd className="text-lg font-semibold">{count(action.changed)}</dd>
        </div>
        <div className="rounded-md border px-3 py-2">
          <dt className="text-muted-foreground">Left alone</dt>
          <dd className="text-lg font-semibold">{count(action.unchanged)}</dd>
        </div>
      </dl>
      {left > 0 && (
        <>
          <h3 className="mt-4 font-medium">
            Left alone, and why
            {action.unchanged > left && (
              <span className="font-normal text-muted-foreground">
                {' '}
                (the first {count(left)} of {count(action.unchanged)})
              </span>
            )}
          </h3>
          <ul className="mt-1.5 max-h-64 divide-y overflow-y-auto rounded-md border">
            {action.leftAlone.map(({ deliveryId, why }) => (
              <li key={deliveryId} className="flex items-baseline gap-3 px-3 py-1.5">
                <CopyableId
                  id={deliveryId}
                  wrap={(text) => (
                    <Link
                      to="/deliveries/$deliveryId"
                      params={{ deliveryId }}
                      className="hover:underline"
                    >
                      {text}
                    </Link>
                  )}
                />
                <span className="min-w-0 text-muted-foreground">{why}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
