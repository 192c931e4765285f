import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { toast } from 'sonner';
import { changeWebhook, sendTestEvent, type Webhook } from '@/api/webhooks';
import { toastProblem } from '@/components/toast-problem';

/** What is done to a webhook at once, and said in a toast. */
export function useWebhookActions({ id }: Webhook) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const test = useMutation({
    mutationFn: () => sendTestEvent(id),
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
    mutationFn: (enabled: boolean) => changeWebhook(id, { enabled }),
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
  return { test, enabling };
}
