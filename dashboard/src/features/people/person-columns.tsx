import { CircleCheck, CircleOff } from 'lucide-react';
import type { Person } from '@/api/people';
import { Badge } from '@/components/badge';
import type { Column } from '@/components/data-table';
import { RelativeTime } from '@/time/relative-time';
import { PersonMenu } from './person-menu';

export const personColumns: Column<Person>[] = [
  {
    id: 'user-name',
    header: 'User name',
    cell: ({ row: { original: person } }) => (
      <div className="max-w-72 min-w-32 truncate py-1 font-medium" title={person.userName}>
        {person.userName}
      </div>
    ),
  },
  {
    id: 'name',
    header: 'Name',
    cell: ({ row: { original: person } }) => (
      <div className="max-w-72 truncate" title={person.name}>
        {person.name}
      </div>
    ),
  },
  { id: 'role', header: 'Role', cell: ({ row }) => row.original.role },
  {
    id: 'login',
    header: 'Logs in by',
    cell: ({ row: { original: person } }) => (
      <div className="max-w-72 truncate" title={person.provider ?? undefined}>
        {person.provider ?? 'password'}
      </div>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ row }) =>
      row.original.disabled ? (
        <Badge tone="idle" icon={CircleOff}>
          Disabled
        </Badge>
      ) : (
        <Badge tone="ok" icon={CircleCheck}>
          Enabled
        </Badge>
      ),
  },
  {
    id: 'last-login',
    header: 'Last login',
    cell: ({ row: { original: person } }) =>
      person.lastLoginAt === null ? (
        <span className="text-muted-foreground">never</span>
      ) : (
        <RelativeTime at={person.lastLoginAt} />
      ),
  },
  {
    id: 'actions',
    header: () => <span className="sr-only">Actions</span>,
    cell: ({ row }) => <PersonMenu person={row.original} />,
  },
];
