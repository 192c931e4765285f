import { Search } from 'lucide-react';
import { Kbd } from '@/components/kbd';
import { LiveControl } from '@/live/live-control';
import { useCommands } from './commands-context';
import { modifierKey } from './modifier-key';

export function TopBar() {
  const { showPalette } = useCommands();
  return (
    <section
      aria-label="Search and live updates"
      className="sticky top-0 z-30 flex h-13 items-center justify-between gap-4 border-b bg-background/90 px-4 backdrop-blur-sm sm:px-7"
    >
      <button
        type="button"
        onClick={showPalette}
        className="flex h-8 w-full max-w-md items-center gap-2 rounded-md border bg-card px-2.5 text-muted-foreground hover:border-input"
      >
        <Search aria-hidden className="size-3.5" />
        <span className="truncate">Find an id or an idempotency key</span>
        <span aria-hidden className="ml-auto flex gap-1 max-sm:hidden">
          <Kbd>{modifierKey}</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <LiveControl />
    </section>
  );
}
