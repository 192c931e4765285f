import { getRouteApi } from '@tanstack/react-router';
import type { Attempt, DeliveryWithLog } from '@/api/deliveries';
import { Panel } from '@/components/panel';
import { Segmented } from '@/components/segmented';
import type { JsonLayout } from '@/components/json-text';
import type { DeliverySearch } from './delivery-search';
import { DifferenceTab } from './difference-tab';
import { RequestTab } from './request-tab';
import { ResponseTab } from './response-tab';

const route = getRouteApi('/deliveries/$deliveryId');
const TABS = [
  { value: 'response', label: 'Response' },
  { value: 'request', label: 'Request' },
  { value: 'difference', label: 'Difference' },
] as const;

interface AttemptPanelProps {
  delivery: DeliveryWithLog;
  attempt: Attempt | undefined;
}

/** One attempt: its response, its request, or how it differs from another one. */
export function AttemptPanel({ delivery, attempt }: AttemptPanelProps) {
  const { tab = 'response', layout, with: other } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (change: Partial<DeliverySearch>) =>
    void navigate({
      search: (search) => ({ ...search, ...change }),
      replace: true,
      resetScroll: false,
    });
  const layoutProps = {
    layout: layout ?? ('indented' as const),
    onLayout: (next: JsonLayout) => show({ layout: next === 'sent' ? 'sent' : undefined }),
  };
  return (
    <Panel
      title={attempt === undefined ? 'No attempt yet' : `Attempt ${attempt.attempt}`}
      aside={
        <Segmented
          label="Show"
          value={tab}
          options={TABS}
          onChange={(next) => show({ tab: next === 'response' ? undefined : next })}
        />
      }
    >
      {tab === 'request' ? (
        <RequestTab delivery={delivery} attempt={attempt} {...layoutProps} />
      ) : attempt === undefined ? (
        <p className="text-muted-foreground">
          It has not been sent yet, so there is no answer. What is going to be sent is under
          Request.
        </p>
      ) : tab === 'difference' ? (
        <DifferenceTab
          log={delivery.log}
          attempt={attempt}
          other={other === undefined ? undefined : Number(other)}
          onOther={(next) => show({ with: String(next) })}
        />
      ) : (
        <ResponseTab attempt={attempt} {...layoutProps} />
      )}
    </Panel>
  );
}
