import { useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { changeWebhook, type Webhook } from '@/api/webhooks';
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog';
import { fieldsOf, patchOf } from './webhook-fields';
import { WebhookForm } from './webhook-form';

export function EditDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const queries = useQueryClient();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <DialogTitle>Edit the webhook</DialogTitle>
        <DialogDescription>
          The change holds for every attempt from now on, also of deliveries that wait.
        </DialogDescription>
        <WebhookForm
          initial={fieldsOf(webhook)}
          action="Save"
          send={async (fields) => {
            await changeWebhook(webhook.id, patchOf(fields, webhook));
            await queries.invalidateQueries({ queryKey: ['webhooks'] });
            toast.success('The webhook is changed');
            onClose();
          }}
        />
      </DialogContent>
    </Dialog>
  );
}
