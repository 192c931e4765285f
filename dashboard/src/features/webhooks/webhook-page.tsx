import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { webhookHealthQuery, webhookQuery } from '@/api/webhooks';
import { Answered } from '@/components/answered';
import { CopyableId } from '@/components/copyable-id';
import { PageHeader } from '@/components/page-header';
import { RangeSwitch } from '@/components/range-switch';
import { Skeleton } from '@/components/ui/skeleton';
import { useCloseDialog } from '@/router/use-close-dialog';
import { DeleteDialog } from './delete-dialog';
import { EditDialog } from './edit-dialog';
import { LatestDeliveries } from './latest-deliveries';
import { RotateDialog } from './rotate-dialog';
import { WebhookActions } from './webhook-actions';
import { WebhookHealthPanels } from './webhook-health-panels';
import { WebhookSettings } from './webhook-settings';
import { WebhookStateBadge } from './webhook-state-badge';

const route = getRouteApi('/webhooks/$webhookId');

export function WebhookPage() {
  const { webhookId } = route.useParams();
  const { range = '1h', dialog } = route.useSearch();
  const navigate = route.useNavigate();
  const webhook = useQuery(webhookQuery(webhookId));
  const health = useQuery(webhookHealthQuery(webhookId, range));
  const close = useCloseDialog();
  return (
    <>
      {webhook.data === undefined && (
        <PageHeader
          title="Webhook"
          description={<CopyableId id={webhookId} full className="wrap-anywhere" />}
        />
      )}
      <Answered
        query={webhook}
        skeleton={
          <div className="space-y-5">
            <Skeleton className="h-40" />
            <Skeleton className="h-72" />
          </div>
        }
      >
        {(found) => (
          <>
            <PageHeader
              title={found.url}
              description={
                <span className="flex flex-wrap items-center gap-x-3">
                  <WebhookStateBadge {...found} />
                  {found.description}
                </span>
              }
              actions={<WebhookActions webhook={found} />}
            />
            <div className="space-y-5">
              <WebhookSettings webhook={found} />
              <section aria-label="Health">
                <div className="mb-3 flex items-center justify-between">
                  <h2 className="text-[15px] font-semibold">Health</h2>
                  <RangeSwitch
                    value={range}
                    onChange={(next) =>
                      void navigate({
                        search: (now) => ({ ...now, range: next === '1h' ? undefined : next }),
                      })
                    }
                  />
                </div>
                <Answered query={health} skeleton={<Skeleton className="h-96" />}>
                  {(figures) => <WebhookHealthPanels webhookId={found.id} health={figures} />}
                </Answered>
              </section>
              <LatestDeliveries webhookId={found.id} />
            </div>
            {dialog === 'edit' && <EditDialog webhook={found} onClose={close} />}
            {dialog === 'rotate' && <RotateDialog webhook={found} onClose={close} />}
            {dialog === 'delete' && <DeleteDialog webhook={found} onClose={close} />}
          </>
        )}
      </Answered>
    </>
  );
}
