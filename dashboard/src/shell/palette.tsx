import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Keyboard, LogOut, Moon, Sun } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { searchQuery } from '@/api/search';
import { errorWords } from '@/components/error-words';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command';
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog';
import { endSession } from '@/session/log-out';
import { useLoggedIn } from '@/session/session';
import { themeChoice } from '@/theme/theme';
import { useCommands } from './commands-context';
import { kindOfId, linkTo, type Found } from './found-link';
import { pagesFor } from './pages';

/** Shorter texts find pages and commands; an idempotency key that short is found on the events page. */
const SHORTEST_SEARCH = 4;

export default function Palette({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const { showShortcuts } = useCommands();
  const { scopes } = useLoggedIn();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState('');
  const q = useDeferredValue(typed.trim());
  const known = kindOfId(typed.trim());
  const search = useQuery(searchQuery(known === undefined && q.length >= SHORTEST_SEARCH ? q : ''));
  const found: (Found & { by?: string })[] =
    known === undefined ? (search.data?.results ?? []) : [known];
  const run = (action: () => void) => () => {
    onClose();
    action();
  };
  const said = search.isFetching
    ? 'Searching…'
    : search.isError
      ? errorWords(search.error).title
      : 'Nothing has this id or idempotency key.';
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="overflow-hidden p-0 [&>button:last-child]:hidden">
        <DialogTitle className="sr-only">Find anything</DialogTitle>
        <DialogDescription className="sr-only">
          Type a page, a command, the id of an event, webhook, delivery or attempt, or an
          idempotency key.
        </DialogDescription>
        <Command
          label="Find anything"
          loop
          // What is found comes after the list was filtered, when nothing may be chosen any more.
          value={chosen === '' ? (found[0]?.id ?? '') : chosen}
          onValueChange={setChosen}
        >
          <CommandInput
            value={typed}
            onValueChange={setTyped}
            placeholder="Paste an id, or type a page or a command"
            className="h-12 text-[15px]"
          />
          <CommandList>
            <CommandEmpty className="px-2.5 py-6 text-center text-muted-foreground">
              {q.length < SHORTEST_SEARCH ? 'No page or command is called that.' : said}
            </CommandEmpty>
            {found.length > 0 && (
              <CommandGroup heading="Found" forceMount>
                {found.map((one) => (
                  <CommandItem
                    key={one.id}
                    value={one.id}
                    // It was found for this text, even where it does not contain it.
                    keywords={[typed]}
                    onSelect={run(() => void navigate(linkTo(one)))}
                  >
                    <span className="capitalize">{one.kind}</span>
                    <span className="truncate font-mono text-[12.5px]">{one.id}</span>
                    {one.by === 'idempotencyKey' && (
                      <span className="ml-auto text-xs text-muted-foreground">
                        by idempotency key
                      </span>
                    )}
                  </CommandItem>
                ))}
              </CommandGroup>
            )}
            <CommandGroup heading="Go to">
              {pagesFor(scopes).map(({ to, name, icon: Icon }) => (
                <CommandItem key={to} onSelect={run(() => void navigate({ to }))}>
                  <Icon aria-hidden />
                  {name}
                </CommandItem>
              ))}
            </CommandGroup>
            <CommandGroup heading="Do">
              <CommandItem onSelect={run(() => themeChoice.set('dark'))}>
                <Moon aria-hidden />
                Dark theme
              </CommandItem>
              <CommandItem onSelect={run(() => themeChoice.set('light'))}>
                <Sun aria-hidden />
                Light theme
              </CommandItem>
              <CommandItem onSelect={run(showShortcuts)}>
                <Keyboard aria-hidden />
                Keyboard shortcuts
              </CommandItem>
              <CommandItem onSelect={run(endSession)}>
                <LogOut aria-hidden />
                Log out
              </CommandItem>
            </CommandGroup>
          </CommandList>
        </Command>
      </DialogContent>
    </Dialog>
  );
}
