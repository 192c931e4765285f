import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Attempt, Delivery } from '@/api/deliveries';
import { eventQuery, type EventDetail } from '@/api/events';
import { webhookQuery, type Webhook } from '@/api/webhooks';
import { Answered } from '@/components/answered';
import { JsonLayoutSwitch, JsonText, type JsonLayout } from '@/components/json-text';
import { Skeleton } from '@/components/ui/skeleton';
import { CopyCurl } from './copy-curl';
import { sentRequest } from './sent-request';

interface RequestTabProps {
  delivery: Delivery;
  attempt: Attempt | undefined;
  layout: JsonLayout;
  onLayout: (layout: JsonLayout) => void;
}

/** What the endpoint gets: the event as it was posted, under the headers that it can be verified by. */
export function RequestTab(props: RequestTabProps) {
  const event = useQuery(eventQuery(props.delivery.eventId));
  const webhook = useQuery(webhookQuery(props.delivery.webhookId));
  const skeleton = <Skeleton className="h-64" />;
  return (
    <Answered query={event} skeleton={skeleton}>
      {(foundEvent) => (
        <Answered query={webhook} skeleton={skeleton}>
          {(foundWebhook) => <Request {...props} event={foundEvent} webhook={foundWebhook} />}
        </Answered>
      )}
    </Answered>
  );
}

function Request({
  delivery,
  attempt,
  layout,
  onLayout,
  event,
  webhook,
}: RequestTabProps & { event: EventDetail; webhook: Webhook }) {
  const request = sentRequest(delivery, attempt, event, webhook);
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 font-mono text-[12.5px] leading-7 wrap-anywhere">
          <span className="font-medium">POST</span> {request.url}
        </p>
        <CopyCurl
          request={request}
          eventId={delivery.eventId}
          signable={webhook.signature === 'v1'}
        />
      </div>
      <section aria-label="Headers">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 font-mono text-[12.5px]">
          {request.headers.map(({ name, value }) => (
            <div key={name} className="contents">
              <dt className="text-muted-foreground">{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-2 text-xs text-muted-foreground">
          URL and headers are those of{' '}
          <Link
            to="/webhooks/$webhookId"
            params={{ webhookId: webhook.id }}
            className="text-primary underline underline-offset-2"
          >
            the webhook
          </Link>{' '}
          as it is now. The signature is made anew for each attempt and is not kept.
        </p>
      </section>
      <section aria-label="Body">
        <div className="mb-1.5 flex items-center justify-between">
          <h3 className="font-medium">Body</h3>
          <JsonLayoutSwitch value={layout} onChange={onLayout} />
        </div>
        <JsonText text={request.body} what="the body of the request" layout={layout} />
      </section>
    </div>
  );
}
