import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { CommandsContext } from './commands-context';
import { PAGES } from './pages';
import { focusPageSearch, useShortcuts } from './shortcuts';

// Loaded when they are asked for the first time, not with the page.
const Palette = lazy(() => import('./palette'));
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog'));

/** The command palette and the keyboard shortcuts, for every page. */
export function Commands({ children }: { children: ReactNode }) {
  const navigate = useNavigate();
  const [shown, setShown] = useState<'palette' | 'shortcuts'>();
  const commands = useMemo(
    () => ({
      showPalette: () => setShown('palette'),
      showShortcuts: () => setShown('shortcuts'),
    }),
    [],
  );
  const shortcuts = useMemo(
    () => ({
      'mod+k': commands.showPalette,
      '?': commands.showShortcuts,
      '/': () => {
        if (!focusPageSearch()) commands.showPalette();
      },
      ...Object.fromEntries(
        PAGES.map(({ to, letter }) => [`g ${letter}`, () => void navigate({ to })]),
      ),
    }),
    [commands, navigate],
  );
  useShortcuts(shortcuts);
  const close = () => setShown(undefined);
  return (
    <CommandsContext value={commands}>
      {children}
      <Suspense>
        {shown === 'palette' && <Palette onClose={close} />}
        {shown === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      </Suspense>
    </CommandsContext>
  );
}
