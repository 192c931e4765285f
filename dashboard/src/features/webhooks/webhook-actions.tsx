import { Link } from '@tanstack/react-router';
import { KeyRound, Pause, Pencil, Play, Send, Trash2 } from 'lucide-react';
import type { Webhook } from '@/api/webhooks';
import { Button } from '@/components/ui/button';
import { useWebhookActions } from './use-webhook-actions';

export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const { test, enabling } = useWebhookActions(webhook);
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
      <Button asChild variant="outline">
        <Link from="/webhooks/$webhookId" search={(now) => ({ ...now, dialog: 'rotate' })}>
          <KeyRound aria-hidden />
          Rotate secret
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
