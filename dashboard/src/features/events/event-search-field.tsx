import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { errorWords } from '@/components/error-words';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { linkTo } from '@/shell/found-link';
import { findEvent } from './find-event';

/** Finds by id or idempotency key, and else shows the events of that type. */
export function EventSearchField({ onType }: { onType: (type: string) => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const finding = useMutation({
    mutationFn: () => findEvent(text, queries),
    onSuccess: (what) => {
      setTyped('');
      if (what.kind === 'type') onType(what.type);
      else void navigate(linkTo(what.found));
    },
  });
  return (
    <form
      role="search"
      className="relative w-88 max-w-full"
      onSubmit={(event) => {
        event.preventDefault();
        if (text !== '') finding.mutate();
      }}
    >
      <Search
        aria-hidden
        className="pointer-events-none absolute top-2.25 left-2.5 size-3.5 text-muted-foreground"
      />
      <Input
        data-page-search
        aria-label="Find by id, type or idempotency key"
        placeholder="Id, type or idempotency key"
        className="pl-8"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          finding.reset();
        }}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        aria-busy={finding.isPending}
      />
      {finding.isError && (
        <div
          role="alert"
          className="absolute top-full z-10 mt-1 w-full rounded-md border bg-popover px-3 py-2 shadow-md"
        >
          <p>It could not be looked up as an idempotency key: {errorWords(finding.error).title}.</p>
          <span className="mt-2 flex gap-2">
            <Button type="submit" variant="outline" size="sm">
              Try again
            </Button>
            <Button
              variant="ghost"
              size="sm"
              onClick={() => {
                setTyped('');
                finding.reset();
                onType(text);
              }}
            >
              Take it as a type
            </Button>
          </span>
        </div>
      )}
    </form>
  );
}
