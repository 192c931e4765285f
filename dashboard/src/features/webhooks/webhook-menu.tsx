import { Link } from '@tanstack/react-router';
import { Pause, Pencil, Play, Send, Trash2 } from 'lucide-react';
import type { Webhook } from '@/api/webhooks';
import { RowMenu } from '@/components/row-menu';
import { DropdownMenuItem, DropdownMenuSeparator } from '@/components/ui/dropdown-menu';
import { useWebhookActions } from './use-webhook-actions';

/** The actions of a webhook's page, in a row of the list. */
export function WebhookMenu({ webhook }: { webhook: Webhook }) {
  const { test, enabling } = useWebhookActions(webhook);
  return (
    <RowMenu of={webhook.url} needs="webhooks:manage">
      <DropdownMenuItem disabled={test.isPending} onSelect={() => test.mutate()}>
        <Send aria-hidden />
        Send test event
      </DropdownMenuItem>
      <DropdownMenuItem
        disabled={enabling.isPending}
        onSelect={() => enabling.mutate(!webhook.enabled)}
      >
        {webhook.enabled ? <Pause aria-hidden /> : <Play aria-hidden />}
        {webhook.enabled ? 'Disable' : 'Enable'}
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link
          from="/webhooks"
          search={(now) => ({ ...now, dialog: 'edit', webhook: webhook.id })}
          resetScroll={false}
        >
          <Pencil aria-hidden />
          Edit
        </Link>
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem asChild variant="destructive">
        <Link
          from="/webhooks"
          search={(now) => ({ ...now, dialog: 'delete', webhook: webhook.id })}
          resetScroll={false}
        >
          <Trash2 aria-hidden />
          Delete
        </Link>
      </DropdownMenuItem>
    </RowMenu>
  );
}
