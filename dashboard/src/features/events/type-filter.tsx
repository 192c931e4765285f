import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';

interface TypeFilterProps {
  type: string | undefined;
  onChange: (type: string | undefined) => void;
}

/** Only events of one type. To be given the type as key, so that it follows the URL. */
export function TypeFilter({ type, onChange }: TypeFilterProps) {
  const [text, setText] = useState(type ?? '');
  return (
    <form
      className="flex items-center gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text.trim() === '' ? undefined : text.trim());
      }}
    >
      <Input
        aria-label="Event type"
        placeholder="Any type"
        className="w-56 font-mono text-[12.5px]"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" variant="outline">
        Filter
      </Button>
    </form>
  );
}
