import { Link } from '@tanstack/react-router';
import { CircleOff, RefreshCw, ScrollText } from 'lucide-react';
import type { ApiKey } from '@/api/keys';
import { RowMenu } from '@/components/row-menu';
import { DropdownMenuItem, DropdownMenuSeparator } from '@/components/ui/dropdown-menu';

export function KeyMenu({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  return (
    <RowMenu of={name} needs="access:manage">
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
        >
          <CircleOff aria-hidden />
          Revoke
        </Link>
      </DropdownMenuItem>
    </RowMenu>
  );
}
