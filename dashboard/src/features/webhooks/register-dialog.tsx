import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { registerWebhook, type RegisteredWebhook } from '@/api/webhooks';
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog';
import { SecretShownOnce } from './secret-shown-once';
import { newWebhookOf, NO_FIELDS } from './webhook-fields';
import { WebhookForm } from './webhook-form';

export function RegisterDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const [registered, setRegistered] = useState<RegisteredWebhook>();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        // The secret is gone with the dialog, so a click beside it must not close it.
        onInteractOutside={(event) => {
          if (registered !== undefined) event.preventDefault();
        }}
      >
        {registered === undefined ? (
          <>
            <DialogTitle>Register a webhook</DialogTitle>
            <DialogDescription>
              Events that are posted from then on are delivered to it.
            </DialogDescription>
            <WebhookForm
              initial={NO_FIELDS}
              action="Register"
              withoutSecret="The relay makes one if this is left empty."
              send={async (fields) => {
                setRegistered(await registerWebhook(newWebhookOf(fields)));
                void queries.invalidateQueries({ queryKey: ['webhooks'] });
              }}
            />
          </>
        ) : (
          <SecretShownOnce webhook={registered} />
        )}
      </DialogContent>
    </Dialog>
  );
}
