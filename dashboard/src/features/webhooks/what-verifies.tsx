import type { WebhookWithSecret } from '@/api/webhooks';
import { CopyButton } from '@/components/copy-button';
import { DialogDescription } from '@/components/ui/dialog';

/** What the endpoint has to be given: a secret, which is never seen again, or a public key. */
export function WhatVerifies({ webhook }: { webhook: WebhookWithSecret }) {
  return webhook.secret === null ? (
    <>
      <DialogDescription>
        Give the endpoint its public key: it verifies with it that a delivery is from this relay.
        The key is no secret, and stays on the page of the webhook.
      </DialogDescription>
      <Copyable text={webhook.publicKey ?? ''} what="the public key" />
    </>
  ) : (
    <>
      <DialogDescription>
        Keep its secret now, where the endpoint can read it: it verifies with it that a delivery is
        from this relay. <strong className="text-foreground">It is not shown again.</strong>
      </DialogDescription>
      <Copyable text={webhook.secret} what="the secret" />
    </>
  );
}

function Copyable({ text, what }: { text: string; what: string }) {
  return (
    <div className="mt-4 flex items-center gap-2 rounded-md border bg-muted py-2 pr-2 pl-3">
      <code className="min-w-0 flex-1 font-mono text-[12.5px] break-all">{text}</code>
      <CopyButton text={text} what={what} />
    </div>
  );
}
