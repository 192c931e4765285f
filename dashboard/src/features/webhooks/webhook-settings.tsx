import type { ReactNode } from 'react';
import { REDACTED } from '@/api/redacted';
import type { Webhook } from '@/api/webhooks';
import { CopyableId } from '@/components/copyable-id';
import { AbsoluteTime } from '@/time/absolute-time';
import { RelativeTime } from '@/time/relative-time';

export function WebhookSettings({ webhook }: { webhook: Webhook }) {
  const headers = Object.entries(webhook.headers);
  return (
    <section aria-label="Settings" className="rounded-lg border bg-card">
      <dl className="grid gap-x-8 gap-y-3 px-4 py-3.5 sm:grid-cols-2 xl:grid-cols-4">
        <Setting name="Id">
          <CopyableId id={webhook.id} full className="break-all" />
        </Setting>
        <Setting name="Event types">
          <span className="font-mono text-[0.92em] wrap-anywhere">
            {webhook.eventTypes.join(', ')}
          </span>
        </Setting>
        <Setting name="Timeout">{webhook.timeoutSeconds} s for the whole attempt</Setting>
        <Setting name="Registered">
          <RelativeTime at={webhook.createdAt} />
          {wasChanged(webhook) && (
            <span className="text-muted-foreground">
              {' · changed '}
              <RelativeTime at={webhook.updatedAt} />
            </span>
          )}
        </Setting>
        {webhook.publicKey === null ? (
          <Setting name="Secret (v1, HMAC-SHA256)">
            <span className="text-muted-foreground">shown once, when it was made</span>
            <OldSecret validUntil={webhook.oldSecretValidUntil} />
          </Setting>
        ) : (
          <Setting name="Public key (v1a, Ed25519)">
            <CopyableId id={webhook.publicKey} full className="break-all" />
            <OldSecret validUntil={webhook.oldSecretValidUntil} />
          </Setting>
        )}
        <Setting name="Headers">
          {headers.length === 0 ? (
            <span className="text-muted-foreground">none of its own</span>
          ) : (
            <ul className="font-mono text-[0.92em] wrap-anywhere">
              {headers.map(([name, value]) => (
                <li key={name}>
                  {name}:{' '}
                  {value === REDACTED ? (
                    <span className="text-muted-foreground italic">set</span>
                  ) : (
                    value
                  )}
                </li>
              ))}
            </ul>
          )}
        </Setting>
      </dl>
    </section>
  );
}

function Setting({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function OldSecret({ validUntil }: { validUntil: string | null }) {
  return (
    validUntil !== null && (
      <div>
        the one before is valid until <AbsoluteTime at={validUntil} />
      </div>
    )
  );
}

/** Registering writes both times, an instant apart. */
function wasChanged({ createdAt, updatedAt }: Webhook): boolean {
  return Date.parse(updatedAt) - Date.parse(createdAt) >= 1_000;
}
