import { Link } from '@tanstack/react-router';
import type { RegisteredWebhook } from '@/api/webhooks';
import { CopyButton } from '@/components/copy-button';
import { Button } from '@/components/ui/button';
import { DialogDescription, DialogFooter, DialogTitle } from '@/components/ui/dialog';

/** The only time that the secret is seen: the API never answers with it again. */
export function SecretShownOnce({ webhook }: { webhook: RegisteredWebhook }) {
  return (
    <>
      <DialogTitle>The webhook is registered</DialogTitle>
      <DialogDescription>
        Keep its secret now, where the endpoint can read it: it verifies with it that a delivery is
        from this relay. <strong className="text-foreground">It is not shown again.</strong>
      </DialogDescription>
      <div className="mt-4 flex items-center gap-2 rounded-md border bg-muted py-2 pr-2 pl-3">
        <code className="min-w-0 flex-1 font-mono text-[12.5px] break-all">{webhook.secret}</code>
        <CopyButton text={webhook.secret} what="the secret" />
      </div>
      <DialogFooter>
        <Button asChild>
          <Link to="/webhooks/$webhookId" params={{ webhookId: webhook.id }} replace>
            I have kept it
          </Link>
        </Button>
      </DialogFooter>
    </>
  );
}
