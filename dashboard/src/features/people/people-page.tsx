import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { peopleQuery } from '@/api/people';
import { present } from '@/api/present';
import { Answered } from '@/components/answered';
import { DataTable } from '@/components/data-table';
import { counted } from '@/components/numbers';
import { PageHeader } from '@/components/page-header';
import { Pager } from '@/components/pager';
import { TableSkeleton } from '@/components/table-skeleton';
import { Button } from '@/components/ui/button';
import { useCloseDialog } from '@/router/use-close-dialog';
import { AddDialog } from './add-dialog';
import { DeleteDialog } from './delete-dialog';
import { PasswordDialog } from './password-dialog';
import { personColumns } from './person-columns';
import { RoleDialog } from './role-dialog';

const route = getRouteApi('/people');

export function PeoplePage() {
  const { cursor, dialog, person } = route.useSearch();
  const close = useCloseDialog();
  const query = useQuery(peopleQuery(present({ cursor })));
  const chosen = query.data?.data.find(({ id }) => id === person);
  return (
    <>
      <PageHeader
        title="People"
        description="Who may log in to the dashboard."
        actions={
          <Button asChild>
            <Link from="/people" search={(now) => ({ ...now, dialog: 'add' })}>
              <Plus aria-hidden />
              Add a person
            </Link>
          </Button>
        }
      />
      <Answered query={query} skeleton={<TableSkeleton rows={8} />}>
        {({ data, nextCursor }) => (
          <>
            <DataTable
              label="People"
              rows={data}
              columns={personColumns}
              rowId={({ id }) => id}
              busy={query.isPlaceholderData}
            />
            <Pager
              list="/people"
              cursor={cursor}
              nextCursor={nextCursor}
              summary={counted(data.length, 'person', 'people')}
            />
          </>
        )}
      </Answered>
      {dialog === 'add' && <AddDialog onClose={close} />}
      {dialog === 'role' && chosen && <RoleDialog person={chosen} onClose={close} />}
      {dialog === 'password' && chosen && <PasswordDialog person={chosen} onClose={close} />}
      {dialog === 'delete' && chosen && <DeleteDialog person={chosen} onClose={close} />}
    </>
  );
}
