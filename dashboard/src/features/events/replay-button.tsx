import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Redo2 } from 'lucide-react';
import { toast } from 'sonner';
import { replayEvent, type EventDetail } from '@/api/events';
import { counted } from '@/components/numbers';
import { toastProblem } from '@/components/toast-problem';
import { Button } from '@/components/ui/button';

/** Delivers the event again to every enabled webhook that matches its type now. */
export function ReplayButton({ event }: { event: EventDetail }) {
  const client = useQueryClient();
  const replay = useMutation({
    mutationFn: () => replayEvent(event.id, undefined),
    onSuccess: async ({ deliveries }) => {
      toast.success(
        deliveries.length === 0
          ? 'No enabled webhook matches this event now'
          : `${counted(deliveries.length, 'delivery', 'deliveries')} sent again`,
      );
      await client.invalidateQueries();
    },
    onError: (error) => toastProblem('The event was not replayed', error),
  });
  return (
    <Button
      variant="outline"
      disabled={replay.isPending || event.status === 'waiting'}
      onClick={() => replay.mutate()}
    >
      <Redo2 aria-hidden />
      Replay
    </Button>
  );
}
