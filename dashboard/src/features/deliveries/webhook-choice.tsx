import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { allWebhooksQuery, MOST_LISTED } from '@/api/webhooks';
import { Answered } from '@/components/answered';
import { count } from '@/components/numbers';
import { Command, CommandInput, CommandItem, CommandList } from '@/components/ui/command';
import { WebhookName } from '@/components/webhook-name';
import { kindOfId } from '@/shell/found-link';

/** More than anyone reads through; a longer text finds the others. */
const SHOWN = 50;

/** One of all webhooks by a part of its URL, or by its id, which need not be listed. */
export function WebhookChoice({ onChoose }: { onChoose: (webhookId: string | undefined) => void }) {
  const [typed, setTyped] = useState('');
  const all = useQuery(allWebhooksQuery());
  const text = typed.trim().toLowerCase();
  const pasted = kindOfId(text);
  const matching = (all.data?.webhooks ?? []).filter(({ url }) => url.toLowerCase().includes(text));
  return (
    <Command label="Webhook" shouldFilter={false} loop>
      <CommandInput
        value={typed}
        onValueChange={setTyped}
        placeholder="Part of the URL, or an id"
      />
      <CommandList>
        {text === '' && (
          <CommandItem value="every" onSelect={() => onChoose(undefined)}>
            Every webhook
          </CommandItem>
        )}
        {pasted?.kind === 'webhook' && (
          <CommandItem value={pasted.id} onSelect={() => onChoose(pasted.id)}>
            <WebhookName id={pasted.id} />
          </CommandItem>
        )}
        {matching.slice(0, SHOWN).map(({ id, url }) => (
          <CommandItem key={id} value={id} title={url} onSelect={() => onChoose(id)}>
            <span className="truncate">{url}</span>
          </CommandItem>
        ))}
      </CommandList>
      {pasted === undefined && (
        <div className="border-t px-3.5 py-2 text-xs text-muted-foreground">
          <Answered query={all} skeleton={<p>Reading the webhooks…</p>}>
            {({ complete }) => (
              <p role="status">
                {matching.length > SHOWN
                  ? `The newest ${SHOWN} of ${count(matching.length)}: type more of the URL.`
                  : matching.length === 0
                    ? 'No URL contains this.'
                    : `${count(matching.length)} to choose from.`}
                {!complete &&
                  ` Only the newest ${count(MOST_LISTED)} are searched; paste the id of an older one.`}
              </p>
            )}
          </Answered>
        </div>
      )}
    </Command>
  );
}
