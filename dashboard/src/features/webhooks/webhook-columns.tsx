import { Link } from '@tanstack/react-router';
import type { Webhook } from '@/api/webhooks';
import type { Column } from '@/components/data-table';
import { count, percent, successRate } from '@/components/numbers';
import { RelativeTime } from '@/time/relative-time';
import { HealthCell } from './health-cell';
import { Sparkline } from './sparkline';
import { WebhookMenu } from './webhook-menu';
import { WebhookStateBadge } from './webhook-state-badge';

export const webhookColumns: Column<Webhook>[] = [
  {
    id: 'endpoint',
    header: 'Endpoint',
    cell: ({ row: { original: webhook } }) => (
      <div className="max-w-88 min-w-44 py-1">
        <Link
          to="/webhooks/$webhookId"
          params={{ webhookId: webhook.id }}
          title={webhook.url}
          className="block truncate font-medium hover:underline"
        >
          {webhook.url}
        </Link>
        {webhook.description !== null && (
          <div className="truncate text-xs text-muted-foreground">{webhook.description}</div>
        )}
      </div>
    ),
  },
  {
    id: 'types',
    header: 'Event types',
    cell: ({ row: { original: webhook } }) => (
      <div
        className="max-w-48 truncate font-mono text-[12px]"
        title={webhook.eventTypes.join('\n')}
      >
        {webhook.eventTypes.join(', ')}
      </div>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ row }) => <WebhookStateBadge {...row.original} />,
  },
  {
    id: 'success',
    header: 'Success',
    cell: ({ row }) => (
      <HealthCell webhookId={row.original.id}>
        {({ totals }) => percent(successRate(totals.succeeded, totals.failed))}
      </HealthCell>
    ),
  },
  {
    id: 'trend',
    header: 'Attempts',
    cell: ({ row }) => (
      <HealthCell webhookId={row.original.id}>
        {({ series, totals }) => (
          <Sparkline
            series={series}
            label={`${count(totals.succeeded)} attempts succeeded, ${count(totals.failed)} failed`}
          />
        )}
      </HealthCell>
    ),
  },
  {
    id: 'last-success',
    header: 'Last success',
    cell: ({ row }) => (
      <HealthCell webhookId={row.original.id}>
        {({ lastSuccessAt }) =>
          lastSuccessAt === null ? (
            <span className="text-muted-foreground">never</span>
          ) : (
            <RelativeTime at={lastSuccessAt} />
          )
        }
      </HealthCell>
    ),
  },
  {
    id: 'waiting',
    header: 'Retrying',
    cell: ({ row: { original: webhook } }) => (
      <HealthCell webhookId={webhook.id}>
        {({ counts }) => (
          <Link
            to="/deliveries"
            search={{ webhookId: webhook.id, state: 'retrying' }}
            className={counts.retrying > 0 ? 'text-warn hover:underline' : 'hover:underline'}
          >
            {count(counts.retrying)}
          </Link>
        )}
      </HealthCell>
    ),
  },
  {
    id: 'in-flight',
    header: 'In flight',
    cell: ({ row }) => (
      <HealthCell webhookId={row.original.id}>{({ counts }) => count(counts.in_flight)}</HealthCell>
    ),
  },
  {
    id: 'actions',
    header: () => <span className="sr-only">Actions</span>,
    cell: ({ row }) => <WebhookMenu webhook={row.original} />,
  },
];
