import type { ApiKey } from '@/api/keys';
import type { Column } from '@/components/data-table';
import { RelativeTime } from '@/time/relative-time';
import { KeyMenu } from './key-menu';
import { KeyStateBadge } from './key-state-badge';

export const keyColumns: Column<ApiKey>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: ({ row: { original: key } }) => (
      <div className="max-w-72 min-w-32 truncate py-1 font-medium" title={key.name}>
        {key.name}
      </div>
    ),
  },
  {
    id: 'prefix',
    header: 'Begins with',
    cell: ({ row }) => <code className="font-mono text-[12.5px]">{row.original.prefix}</code>,
  },
  {
    id: 'scopes',
    header: 'May',
    cell: ({ row: { original: key } }) => (
      <div className="max-w-72 truncate font-mono text-[12px]" title={key.scopes.join('\n')}>
        {key.scopes.join(', ')}
      </div>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ row }) => <KeyStateBadge state={row.original.state} />,
  },
  {
    id: 'last-use',
    header: 'Last use',
    cell: ({ row }) => <Time at={row.original.lastUsedAt} />,
  },
  {
    id: 'expiry',
    header: 'Expires',
    cell: ({ row }) => <Time at={row.original.expiresAt} />,
  },
  {
    id: 'made',
    header: 'Made',
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} />,
  },
  {
    id: 'actions',
    header: () => <span className="sr-only">Actions</span>,
    cell: ({ row }) => row.original.state === 'active' && <KeyMenu apiKey={row.original} />,
  },
];

function Time({ at }: { at: string | null }) {
  return at === null ? (
    <span className="text-muted-foreground">never</span>
  ) : (
    <RelativeTime at={at} />
  );
}
