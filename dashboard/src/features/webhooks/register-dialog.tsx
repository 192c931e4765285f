import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { registerWebhook, type WebhookWithSecret } from '@/api/webhooks';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
} from '@/components/ui/dialog';
import { newWebhookOf, NO_FIELDS } from './webhook-fields';
import { WebhookForm } from './webhook-form';
import { WhatVerifies } from './what-verifies';

export function RegisterDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const [registered, setRegistered] = useState<WebhookWithSecret>();
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
              registering
              send={async (fields) => {
                setRegistered(await registerWebhook(newWebhookOf(fields)));
                void queries.invalidateQueries({ queryKey: ['webhooks'] });
              }}
            />
          </>
        ) : (
          <>
            <DialogTitle>The webhook is registered</DialogTitle>
            <WhatVerifies webhook={registered} />
            <DialogFooter>
              <Button asChild>
                <Link to="/webhooks/$webhookId" params={{ webhookId: registered.id }} replace>
                  {registered.secret === null ? 'See the webhook' : 'I have kept it'}
                </Link>
              </Button>
            </DialogFooter>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
