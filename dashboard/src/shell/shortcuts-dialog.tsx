import { Kbd } from '@/components/kbd';
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog';
import { modifierKey } from './modifier-key';
import { PAGES } from './pages';

const SHORTCUTS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: [modifierKey, 'K'], does: 'Find anything by its id, or go to a page' },
  { keys: ['/'], does: 'Search this page' },
  { keys: ['?'], does: 'Show these shortcuts' },
  ...PAGES.map(({ name, letter }) => ({
    keys: ['G', letter.toUpperCase()],
    does: `Go to ${name}`,
  })),
  { keys: ['↑', '↓'], does: 'From a tick box, go through the rows; Shift ticks them' },
  { keys: ['Esc'], does: 'Close what is open' },
];

export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="max-w-md">
        <DialogTitle>Keyboard shortcuts</DialogTitle>
        <DialogDescription className="sr-only">
          Keys that work on every page while nothing is typed.
        </DialogDescription>
        <dl className="mt-3 divide-y">
          {SHORTCUTS.map(({ keys, does }) => (
            <div key={does} className="flex items-center justify-between py-1.5">
              <dt className="order-2 flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
