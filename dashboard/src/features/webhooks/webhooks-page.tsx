import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { webhooksQuery } from '@/api/webhooks';
import { Answered } from '@/components/answered';
import { DataTable } from '@/components/data-table';
import { counted } from '@/components/numbers';
import { PageHeader } from '@/components/page-header';
import { Pager } from '@/components/pager';
import { RangeSwitch } from '@/components/range-switch';
import { TableSkeleton } from '@/components/table-skeleton';
import { useCloseDialog } from '@/router/use-close-dialog';
import { ScopedButton } from '@/session/scoped-button';
import { DeleteDialog } from './delete-dialog';
import { EditDialog } from './edit-dialog';
import { NoWebhooks } from './no-webhooks';
import { RegisterDialog } from './register-dialog';
import { webhookColumns } from './webhook-columns';

const route = getRouteApi('/webhooks');
/** Few enough that asking for the health of each is cheap. */
const PAGE_SIZE = 25;

export function WebhooksPage() {
  const { range = '1h', cursor, dialog, webhook } = route.useSearch();
  const navigate = route.useNavigate();
  const close = useCloseDialog();
  const query = useQuery(
    webhooksQuery({ limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) }),
  );
  const chosen = query.data?.data.find(({ id }) => id === webhook);
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="Endpoints that are subscribed to events."
        actions={
          <>
            <RangeSwitch
              value={range}
              onChange={(next) =>
                void navigate({
                  search: (now) => ({ ...now, range: next === '1h' ? undefined : next }),
                })
              }
            />
            <ScopedButton needs="webhooks:manage" asChild>
              <Link from="/webhooks" search={(now) => ({ ...now, dialog: 'register' })}>
                <Plus aria-hidden />
                Register
              </Link>
            </ScopedButton>
          </>
        }
      />
      <Answered query={query} skeleton={<TableSkeleton rows={8} />}>
        {({ data, nextCursor }) =>
          data.length === 0 && cursor === undefined ? (
            <NoWebhooks />
          ) : (
            <>
              <DataTable
                label="Webhooks"
                rows={data}
                columns={webhookColumns}
                rowId={({ id }) => id}
                busy={query.isPlaceholderData}
              />
              <Pager
                list="/webhooks"
                cursor={cursor}
                nextCursor={nextCursor}
                summary={counted(data.length, 'webhook', 'webhooks')}
              />
            </>
          )
        }
      </Answered>
      {dialog === 'register' && <RegisterDialog onClose={close} />}
      {dialog === 'edit' && chosen && <EditDialog webhook={chosen} onClose={close} />}
      {dialog === 'delete' && chosen && <DeleteDialog webhook={chosen} onClose={close} />}
    </>
  );
}
