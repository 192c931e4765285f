import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { Keyboard, LogOut, Moon, Search, Sun } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { searchQuery } from '@/api/search';
import { errorWords } from '@/components/error-words';
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog';
import { session } from '@/session/session';
import { themeChoice } from '@/theme/theme';
import { useCommands } from './commands-context';
import { kindOfId, linkTo, type Found } from './found-link';
import { PAGES } from './pages';

const ITEM =
  'flex h-9 items-center gap-2.5 rounded-md px-2.5 aria-selected:bg-accent [&_svg]:size-4 [&_svg]:text-muted-foreground';
const GROUP =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground';
/** Shorter texts find pages and commands; an idempotency key that short is found on the events page. */
const SHORTEST_SEARCH = 4;

export default function Palette({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const { showShortcuts } = useCommands();
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
          <div className="flex items-center gap-2.5 border-b px-4">
            <Search aria-hidden className="size-4 text-muted-foreground" />
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              placeholder="Paste an id, or type a page or a command"
              className="h-12 flex-1 bg-transparent text-[15px] outline-none placeholder:text-muted-foreground"
            />
          </div>
          <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
            <Command.Empty className="px-2.5 py-6 text-center text-muted-foreground">
              {q.length < SHORTEST_SEARCH ? 'No page or command is called that.' : said}
            </Command.Empty>
            {found.length > 0 && (
              <Command.Group heading="Found" forceMount className={GROUP}>
                {found.map((one) => (
                  <Command.Item
                    key={one.id}
                    value={one.id}
                    // It was found for this text, even where it does not contain it.
                    keywords={[typed]}
                    className={ITEM}
                    onSelect={run(() => void navigate(linkTo(one)))}
                  >
                    <span className="capitalize">{one.kind}</span>
                    <span className="truncate font-mono text-[12.5px]">{one.id}</span>
                    {one.by === 'idempotencyKey' && (
                      <span className="ml-auto text-xs text-muted-foreground">
                        by idempotency key
                      </span>
                    )}
                  </Command.Item>
                ))}
              </Command.Group>
            )}
            <Command.Group heading="Go to" className={GROUP}>
              {PAGES.map(({ to, name, icon: Icon }) => (
                <Command.Item key={to} className={ITEM} onSelect={run(() => void navigate({ to }))}>
                  <Icon aria-hidden />
                  {name}
                </Command.Item>
              ))}
            </Command.Group>
            <Command.Group heading="Do" className={GROUP}>
              <Command.Item className={ITEM} onSelect={run(() => themeChoice.set('dark'))}>
                <Moon aria-hidden />
                Dark theme
              </Command.Item>
              <Command.Item className={ITEM} onSelect={run(() => themeChoice.set('light'))}>
                <Sun aria-hidden />
                Light theme
              </Command.Item>
              <Command.Item className={ITEM} onSelect={run(showShortcuts)}>
                <Keyboard aria-hidden />
                Keyboard shortcuts
              </Command.Item>
              <Command.Item className={ITEM} onSelect={run(session.end)}>
                <LogOut aria-hidden />
                Log out
              </Command.Item>
            </Command.Group>
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  );
}
