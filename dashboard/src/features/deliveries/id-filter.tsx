import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { shortId } from '@/components/copyable-id';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { kindOfId, linkTo } from '@/shell/found-link';

interface IdFilterProps {
  eventId: string | undefined;
  onEvent: (eventId: string | undefined) => void;
  onWebhook: (webhookId: string) => void;
}

/** Takes any id: an event or a webhook becomes a filter, a delivery is opened. */
export function IdFilter({ eventId, onEvent, onWebhook }: IdFilterProps) {
  const hint = useId();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [unknown, setUnknown] = useState(false);
  if (eventId !== undefined) {
    return (
      <span className="inline-flex h-8 items-center gap-1.5 rounded-md border border-primary bg-accent pr-0.5 pl-2.5">
        Event <span className="font-mono text-[0.92em]">{shortId(eventId)}</span>
        <Button
          variant="ghost"
          size="icon"
          aria-label="Show the deliveries of every event"
          onClick={() => onEvent(undefined)}
        >
          <X aria-hidden />
        </Button>
      </span>
    );
  }
  const find = () => {
    const found = kindOfId(typed.trim());
    setUnknown(found === undefined && typed.trim() !== '');
    if (found === undefined) return;
    setTyped('');
    if (found.kind === 'event') onEvent(found.id);
    else if (found.kind === 'webhook') onWebhook(found.id);
    else void navigate(linkTo(found));
  };
  return (
    <form
      className="relative w-72 max-w-full"
      onSubmit={(event) => {
        event.preventDefault();
        find();
      }}
    >
      <Input
        data-page-search
        aria-label="Event, webhook or delivery id"
        placeholder="Event, webhook or delivery id"
        className="not-placeholder-shown:font-mono not-placeholder-shown:text-[12.5px] placeholder:font-sans"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setUnknown(false);
        }}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={unknown}
        aria-describedby={unknown ? hint : undefined}
      />
      {unknown && (
        <p
          id={hint}
          role="alert"
          className="absolute top-full z-10 mt-1 rounded-md border bg-popover px-2.5 py-1.5 text-xs shadow-md"
        >
          This is no id of the relay; they begin with evt_, whk_ or dlv_.
        </p>
      )}
    </form>
  );
}
