import { Link } from '@tanstack/react-router';
import type { Delivery } from '@/api/deliveries';
import { CopyableId } from '@/components/copyable-id';
import type { Column } from '@/components/data-table';
import { DeliveryStateBadge } from '@/components/delivery-state-badge';
import { WebhookName } from '@/components/webhook-name';
import { RelativeTime } from '@/time/relative-time';
import { NextAttempt } from './next-attempt';

const state: Column<Delivery> = {
  id: 'state',
  header: 'State',
  cell: ({ row }) => <DeliveryStateBadge state={row.original.state} />,
};

const id: Column<Delivery> = {
  id: 'id',
  header: 'Delivery',
  cell: ({ row: { original: delivery } }) => (
    <CopyableId
      id={delivery.id}
      wrap={(text) => (
        <Link
          to="/deliveries/$deliveryId"
          params={{ deliveryId: delivery.id }}
          className="font-medium hover:underline"
        >
          {text}
        </Link>
      )}
    />
  ),
};

const type: Column<Delivery> = {
  id: 'type',
  header: 'Event',
  cell: ({ row: { original: delivery } }) => (
    <Link
      to="/events/$eventId"
      params={{ eventId: delivery.eventId }}
      title={delivery.eventId}
      className="font-mono text-[12.5px] whitespace-nowrap hover:underline"
    >
      {delivery.eventType}
    </Link>
  ),
};

const webhook: Column<Delivery> = {
  id: 'webhook',
  header: 'Webhook',
  cell: ({ row: { original: delivery } }) => (
    <Link
      to="/webhooks/$webhookId"
      params={{ webhookId: delivery.webhookId }}
      className="block max-w-80 truncate hover:underline"
    >
      <WebhookName id={delivery.webhookId} />
    </Link>
  ),
};

const attempts: Column<Delivery> = {
  id: 'attempts',
  header: 'Attempts',
  cell: ({ row }) => row.original.attempts,
};

const next: Column<Delivery> = {
  id: 'next',
  header: 'Next attempt',
  cell: ({ row }) => <NextAttempt delivery={row.original} />,
};

const created: Column<Delivery> = {
  id: 'created',
  header: 'Created',
  cell: ({ row }) => <RelativeTime at={row.original.createdAt} />,
};

export const deliveryColumns = [state, type, webhook, id, attempts, next, created];

/** For the page of an event, which need not be said in each row. */
export const deliveryOfEventColumns = [state, webhook, id, attempts, next];

/** For the page of a webhook. */
export const deliveryOfWebhookColumns = [state, type, id, attempts, created];
