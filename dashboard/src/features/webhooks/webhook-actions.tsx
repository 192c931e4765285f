import { Link } from '@tanstack/react-router';
import { KeyRound, Pause, Pencil, Play, Send, Trash2 } from 'lucide-react';
import type { Webhook } from '@/api/webhooks';
import { ScopedButton } from '@/session/scoped-button';
import { useWebhookActions } from './use-webhook-actions';

export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const { test, enabling } = useWebhookActions(webhook);
  return (
    <>
      <ScopedButton
        needs="webhooks:manage"
        variant="outline"
        disabled={test.isPending}
        onClick={() => test.mutate()}
      >
        <Send aria-hidden />
        Send test event
      </ScopedButton>
      <ScopedButton
        needs="webhooks:manage"
        variant="outline"
        disabled={enabling.isPending}
        onClick={() => enabling.mutate(!webhook.enabled)}
      >
        {webhook.enabled ? <Pause aria-hidden /> : <Play aria-hidden />}
        {webhook.enabled ? 'Disable' : 'Enable'}
      </ScopedButton>
      <ScopedButton needs="webhooks:manage" asChild variant="outline">
        <Link from="/webhooks/$webhookId" search={(now) => ({ ...now, dialog: 'edit' })}>
          <Pencil aria-hidden />
          Edit
        </Link>
      </ScopedButton>
      <ScopedButton needs="webhooks:manage" asChild variant="outline">
        <Link from="/webhooks/$webhookId" search={(now) => ({ ...now, dialog: 'rotate' })}>
          <KeyRound aria-hidden />
          Rotate secret
        </Link>
      </ScopedButton>
      <ScopedButton needs="webhooks:manage" asChild variant="destructive">
        <Link from="/webhooks/$webhookId" search={(now) => ({ ...now, dialog: 'delete' })}>
          <Trash2 aria-hidden />
          Delete
        </Link>
      </ScopedButton>
    </>
  );
}
