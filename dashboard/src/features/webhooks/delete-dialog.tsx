import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { deliveryCountsQuery } from '@/api/deliveries';
import { deleteWebhook, type Webhook } from '@/api/webhooks';
import { Answered } from '@/components/answered';
import { ErrorState } from '@/components/error-state';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
} from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Skeleton } from '@/components/ui/skeleton';
import { deletionImpact } from './deletion-impact';

/** Says in numbers what deleting does, and asks for the name of what is deleted. */
export function DeleteDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const field = useId();
  const [typed, setTyped] = useState('');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const counts = useQuery(deliveryCountsQuery({ webhookId: webhook.id }));
  const deletion = useMutation({
    mutationFn: () => deleteWebhook(webhook.id),
    onSuccess: async () => {
      toast.success('The webhook is deleted');
      await navigate({
        to: '/webhooks',
        search: (now) => ({ ...now, dialog: undefined, webhook: undefined }),
        replace: true,
      });
      queries.removeQueries({ queryKey: ['webhooks', 'one', webhook.id] });
      await queries.invalidateQueries({ queryKey: ['webhooks'] });
    },
  });
  const name = URL.canParse(webhook.url) ? new URL(webhook.url).host : webhook.id;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="max-w-lg">
        <DialogTitle>Delete this webhook?</DialogTitle>
        <DialogDescription className="wrap-anywhere">{webhook.url}</DialogDescription>
        <div className="mt-4">
          <Answered query={counts} skeleton={<Skeleton className="h-16" />}>
            {(answered) => (
              <ul className="list-disc space-y-1 pl-5">
                {deletionImpact(answered).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            )}
          </Answered>
        </div>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (typed === name) deletion.mutate();
          }}
        >
          <Label htmlFor={field} className="mt-4 mb-1.5">
            Type <code className="font-mono text-[0.92em]">{name}</code> to confirm
          </Label>
          <Input
            id={field}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          {deletion.isError && <ErrorState className="mt-4" error={deletion.error} />}
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="ghost">Keep it</Button>
            </DialogClose>
            <Button
              type="submit"
              variant="destructive"
              disabled={typed !== name || deletion.isPending}
            >
              {deletion.isPending ? 'Deleting…' : 'Delete for good'}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
