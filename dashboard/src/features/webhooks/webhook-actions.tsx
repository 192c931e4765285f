import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Pause, Pencil, Play, Send, Trash2 } from 'lucide-react';
import { toast } from 'sonner';
import { changeWebhook, sendTestEvent, type Webhook } from '@/api/webhooks';
import { toastProblem } from '@/components/toast-problem';
import { Button } from '@/components/ui/button';

export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const test = useMutation({
    mutationFn: () => sendTestEvent(webhook.id),
    onSuccess: ({ deliveryId }) => {
      void queries.invalidateQueries({ queryKey: ['deliveries'] });
      toast.success('A test event is on its way', {
        action: {
          label: 'See its delivery',
          onClick: () => void navigate({ to: '/deliveries/$deliveryId', params: { deliveryId } }),
        },
      });
    },
    onError: (error) => toastProblem('The test event was not sent', error),
  });
  const enabling = useMutation({
    mutationFn: (enabled: boolean) => changeWebhook(webhook.id, { enabled }),
    onSuccess: ({ enabled }) => {
      void queries.invalidateQueries({ queryKey: ['webhooks'] });
      toast.success(enabled ? 'The webhook is enabled' : 'The webhook is disabled', {
        description: enabled
          ? 'What was held for it is now sent, paced.'
          : 'What matches it is held until it is enabled.',
      });
    },
    onError: (error, enabled) =>
      toastProblem(`The webhook was not ${enabled ? 'enabled' : 'disabled'}`, error),
  });
  return (
    <>
      <Button variant="outline" disabled={test.isPending} onClick={() => test.mutate()}>
        <Send aria-hidden />
        Send test event
      </Button>
      <Button
        variant="outline"
        disabled={enabling.isPending}
        onClick={() => enabling.mutate(!webhook.enabled)}
      >
        {webhook.enabled ? <Pause aria-hidden /> : <Play aria-hidden />}
        {webhook.enabled ? 'Disable' : 'Enable'}
      </Button>
      <Button asChild variant="outline">
        <Link from="/webhooks/$webhookId" search={(now) => ({ ...now, dialog: 'edit' })}>
          <Pencil aria-hidden />
          Edit
        </Link>
      </Button>
      <Button asChild variant="destructive">
        <Link from="/webhooks/$webhookId" search={(now) => ({ ...now, dialog: 'delete' })}>
          <Trash2 aria-hidden />
          Delete
        </Link>
      </Button>
    </>
  );
}
