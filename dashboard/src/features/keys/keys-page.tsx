import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { keysQuery } from '@/api/keys';
import { present } from '@/api/present';
import { Answered } from '@/components/answered';
import { DataTable } from '@/components/data-table';
import { counted } from '@/components/numbers';
import { PageHeader } from '@/components/page-header';
import { Pager } from '@/components/pager';
import { TableSkeleton } from '@/components/table-skeleton';
import { Button } from '@/components/ui/button';
import { useCloseDialog } from '@/router/use-close-dialog';
import { keyColumns } from './key-columns';
import { MakeDialog } from './make-dialog';
import { NoKeys } from './no-keys';
import { RevokeDialog } from './revoke-dialog';
import { RotateDialog } from './rotate-dialog';

const route = getRouteApi('/keys');

export function KeysPage() {
  const { cursor, dialog, key } = route.useSearch();
  const close = useCloseDialog();
  const query = useQuery(keysQuery(present({ cursor })));
  const chosen = query.data?.data.find(({ id }) => id === key);
  return (
    <>
      <PageHeader
        title="API keys"
        description="What services and scripts call the relay with."
        actions={
          <Button asChild>
            <Link from="/keys" search={(now) => ({ ...now, dialog: 'make' })}>
              <Plus aria-hidden />
              Make a key
            </Link>
          </Button>
        }
      />
      <Answered query={query} skeleton={<TableSkeleton rows={8} />}>
        {({ data, nextCursor }) =>
          data.length === 0 && cursor === undefined ? (
            <NoKeys />
          ) : (
            <>
              <DataTable
                label="API keys"
                rows={data}
                columns={keyColumns}
                rowId={({ id }) => id}
                busy={query.isPlaceholderData}
              />
              <Pager
                list="/keys"
                cursor={cursor}
                nextCursor={nextCursor}
                summary={counted(data.length, 'key', 'keys')}
              />
            </>
          )
        }
      </Answered>
      {dialog === 'make' && <MakeDialog onClose={close} />}
      {dialog === 'rotate' && chosen && <RotateDialog apiKey={chosen} onClose={close} />}
      {dialog === 'revoke' && chosen && <RevokeDialog apiKey={chosen} onClose={close} />}
    </>
  );
}
