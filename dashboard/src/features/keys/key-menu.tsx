import { Link } from '@tanstack/react-router';
import { CircleOff, Ellipsis, RefreshCw, ScrollText } from 'lucide-react';
import { useRef } from 'react';
import type { ApiKey } from '@/api/keys';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';

export function KeyMenu({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const trigger = useRef<HTMLButtonElement>(null);
  // A dialog gives the focus back to where it was when it opened: not to a menu that is gone then.
  const focusTrigger = () => trigger.current?.focus();
  return (
    // Not modal: a dialog that an item opens takes over before the menu has let go of the page.
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button ref={trigger} variant="ghost" size="icon" aria-label={`Actions for ${name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem asChild>
          <Link to="/audit" search={{ actor: id }}>
            <ScrollText aria-hidden />
            What it did
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link
            from="/keys"
            search={(now) => ({ ...now, dialog: 'rotate', key: id })}
            resetScroll={false}
            onClick={focusTrigger}
          >
            <RefreshCw aria-hidden />
            Rotate
          </Link>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild variant="destructive">
          <Link
            from="/keys"
            search={(now) => ({ ...now, dialog: 'revoke', key: id })}
            resetScroll={false}
            onClick={focusTrigger}
          >
            <CircleOff aria-hidden />
            Revoke
          </Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
