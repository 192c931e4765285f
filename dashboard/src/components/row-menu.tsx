import { Ellipsis } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { Scope } from '@/api/session';
import { ScopedButton } from '@/session/scoped-button';
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from './ui/dropdown-menu';

/** What can be done to a row of a list, by whoever has the scope for it. */
export function RowMenu({
  of,
  needs,
  children,
}: {
  of: string;
  needs: Scope;
  children: ReactNode;
}) {
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    // Not modal: a dialog that an item opens takes over before the menu has let go of the page.
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <ScopedButton
          needs={needs}
          ref={trigger}
          variant="ghost"
          size="icon"
          aria-label={`Actions for ${of}`}
        >
          <Ellipsis aria-hidden />
        </ScopedButton>
      </DropdownMenuTrigger>
      {/* A dialog that an item opens gives the focus back to where it was: not to a menu that is gone. */}
      <DropdownMenuContent align="end" onClick={() => trigger.current?.focus()}>
        {children}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
