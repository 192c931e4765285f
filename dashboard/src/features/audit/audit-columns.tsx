import { Link } from '@tanstack/react-router';
import type { AuditEntry } from '@/api/audit';
import type { Column } from '@/components/data-table';
import { RelativeTime } from '@/time/relative-time';
import { AuditObject } from './audit-object';
import { ACTION_WORDS } from './audit-words';

export const auditColumns: Column<AuditEntry>[] = [
  {
    id: 'at',
    header: 'When',
    cell: ({ row }) => <RelativeTime at={row.original.at} />,
  },
  {
    id: 'actor',
    header: 'Who',
    cell: ({ row: { original: entry } }) => (
      <Link
        to="/audit"
        search={(now) => ({ ...now, actor: entry.actor.id, cursor: undefined })}
        title={`${entry.actor.kind} ${entry.actor.id}`}
        className="block max-w-56 truncate font-medium hover:underline"
      >
        {entry.actor.name}
      </Link>
    ),
  },
  {
    id: 'action',
    header: 'Did what',
    cell: ({ row }) => ACTION_WORDS[row.original.action],
  },
  {
    id: 'object',
    header: 'To what',
    cell: ({ row }) => <AuditObject id={row.original.object} />,
  },
  {
    id: 'address',
    header: 'From',
    cell: ({ row }) => <span className="font-mono text-[12.5px]">{row.original.address}</span>,
  },
];
