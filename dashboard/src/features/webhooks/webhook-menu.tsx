import { Link } from '@tanstack/react-router';
import { Ellipsis, Pause, Pencil, Play, Send, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import type { Webhook } from '@/api/webhooks';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { ScopedButton } from '@/session/scoped-button';
import { useWebhookActions } from './use-webhook-actions';

/** The actions of a webhook's page, in a row of the list. */
export function WebhookMenu({ webhook }: { webhook: Webhook }) {
  const { test, enabling } = useWebhookActions(webhook);
  const trigger = useRef<HTMLButtonElement>(null);
  // A dialog gives the focus back to where it was when it opened: not to a menu that is gone then.
  const focusTrigger = () => trigger.current?.focus();
  return (
    // Not modal: a dialog that an item opens takes over before the menu has let go of the page.
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <ScopedButton
          needs="webhooks:manage"
          ref={trigger}
          variant="ghost"
          size="icon"
          aria-label={`Actions for ${webhook.url}`}
        >
          <Ellipsis aria-hidden />
        </ScopedButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
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
            onClick={focusTrigger}
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
            onClick={focusTrigger}
          >
            <Trash2 aria-hidden />
            Delete
          </Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
