import { useQuery } from '@tanstack/react-query';
import { knownWebhooksQuery } from '@/api/webhooks';
import { shortId } from '@/components/copyable-id';
import { Select } from '@/components/ui/select';

interface WebhookFilterProps {
  value: string | undefined;
  onChange: (webhookId: string | undefined) => void;
}

export function WebhookFilter({ value, onChange }: WebhookFilterProps) {
  const { data: webhooks } = useQuery(knownWebhooksQuery());
  return (
    <Select
      aria-label="Webhook"
      className="w-60 max-w-full"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    >
      <option value="">Every webhook</option>
      {/* It may be deleted, or one of more than are listed here. */}
      {value !== undefined && webhooks?.has(value) !== true && (
        <option value={value}>{shortId(value)}</option>
      )}
      {[...(webhooks?.values() ?? [])].map(({ id, url }) => (
        <option key={id} value={id}>
          {url.replace(/^https?:\/\//, '')}
        </option>
      ))}
    </Select>
  );
}
