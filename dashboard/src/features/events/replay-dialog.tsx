import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { replayEvent, type EventDetail } from '@/api/events';
import { allWebhooksQuery, MOST_LISTED } from '@/api/webhooks';
import { Answered } from '@/components/answered';
import { ErrorState } from '@/components/error-state';
import { count, counted } from '@/components/numbers';
import { Segmented } from '@/components/segmented';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
} from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';

const TARGETS = [
  { value: 'matching', label: 'All that match now' },
  { value: 'chosen', label: 'Chosen webhooks' },
] as const;

/** Delivers an event again, to all or to chosen webhooks. */
export function ReplayDialog({ event, onClose }: { event: EventDetail; onClose: () => void }) {
  const queries = useQueryClient();
  const [target, setTarget] = useState<'matching' | 'chosen'>('matching');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const replay = useMutation({
    mutationFn: () => replayEvent(event.id, target === 'chosen' ? chosen : undefined),
    onSuccess: ({ deliveries }) => {
      toast.success(
        deliveries.length === 0
          ? 'No webhook matches it now, so nothing is sent'
          : `${counted(deliveries.length, 'delivery is', 'deliveries are')} attempted again`,
      );
      void queries.invalidateQueries({ queryKey: ['events'] });
      void queries.invalidateQueries({ queryKey: ['deliveries'] });
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="max-w-lg">
        <DialogTitle>Replay this event</DialogTitle>
        <DialogDescription>
          Where there is a delivery, it starts a new series of attempts, even if it has arrived;
          where there is none, one is made. webhook-id stays the same, so that a receiver can tell a
          repeat.
        </DialogDescription>
        <Segmented
          label="Replay to"
          className="mt-4"
          value={target}
          options={TARGETS}
          onChange={setTarget}
        />
        {target === 'matching' ? (
          <p className="mt-3 text-muted-foreground">
            To every webhook that is enabled and matches{' '}
            <code className="font-mono text-[0.92em] text-foreground">{event.type}</code> now.
          </p>
        ) : (
          <Choice event={event} chosen={chosen} onChoose={setChosen} />
        )}
        {replay.isError && (
          <ErrorState className="mt-4" error={replay.error} onRetry={() => replay.mutate()} />
        )}
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button
            disabled={replay.isPending || (target === 'chosen' && chosen.length === 0)}
            onClick={() => replay.mutate()}
          >
            {replay.isPending ? 'Replaying…' : 'Replay'}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

interface ChoiceProps {
  event: EventDetail;
  chosen: readonly string[];
  onChoose: (ids: readonly string[]) => void;
}

function Choice({ event, chosen, onChoose }: ChoiceProps) {
  const id = useId();
  const webhooks = useQuery(allWebhooksQuery());
  const stateOf = new Map(event.deliveries.map(({ webhookId, state }) => [webhookId, state]));
  return (
    <div className="mt-3">
      <Answered query={webhooks} skeleton={<Skeleton className="h-32" />}>
        {({ webhooks: listed, complete }) => (
          <>
            <ul className="max-h-72 divide-y overflow-y-auto rounded-md border">
              {listed.map((webhook) => (
                <li key={webhook.id} className="flex items-center gap-2.5 px-3 py-2">
                  <Checkbox
                    id={`${id}-${webhook.id}`}
                    checked={chosen.includes(webhook.id)}
                    onCheckedChange={(checked) =>
                      onChoose(
                        checked === true
                          ? [...chosen, webhook.id]
                          : chosen.filter((other) => other !== webhook.id),
                      )
                    }
                  />
                  <label htmlFor={`${id}-${webhook.id}`} className="min-w-0 flex-1 truncate">
                    {webhook.url}
                  </label>
                  <span className="text-xs whitespace-nowrap text-muted-foreground">
                    {stateOf.get(webhook.id)?.replace('_', ' ') ?? 'not delivered to yet'}
                    {!webhook.enabled && ' · disabled'}
                  </span>
                </li>
              ))}
            </ul>
            {!complete && (
              <p className="mt-1.5 text-xs text-muted-foreground">
                These are the newest {count(MOST_LISTED)}.
              </p>
            )}
          </>
        )}
      </Answered>
    </div>
  );
}
