import { X } from 'lucide-react';
import { useState } from 'react';
import { shortId } from '@/components/copyable-id';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';

interface ExactFilterProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** An id to be typed or pasted, and then what it narrows the list to. */
export function ExactFilter({ label, value, onChange }: ExactFilterProps) {
  const [typed, setTyped] = useState('');
  if (value !== undefined) {
    return (
      <span className="inline-flex h-8 items-center gap-1.5 rounded-md border border-primary bg-accent pr-0.5 pl-2.5">
        {label} <span className="font-mono text-[0.92em]">{shortId(value)}</span>
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Show every ${label.split(' ').at(-1)}`}
          onClick={() => onChange(undefined)}
        >
          <X aria-hidden />
        </Button>
      </span>
    );
  }
  return (
    <form
      className="w-56 max-w-full"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() === '') return;
        setTyped('');
        onChange(typed.trim());
      }}
    >
      <Input
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
      />
    </form>
  );
}
