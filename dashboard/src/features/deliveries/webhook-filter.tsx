import { useQuery } from '@tanstack/react-query';
import { webhookNamesQuery } from '@/api/webhooks';
import { shortId } from '@/components/copyable-id';
import { Select } from '@/components/ui/select';

interface WebhookFilterProps {
  value: string | undefined;
  onChange: (webhookId: string | undefined) => void;
}

export function WebhookFilter({ value, onChange }: WebhookFilterProps) {
  const { data: names } = useQuery(webhookNamesQuery());
  return (
    <Select
      aria-label="Webhook"
      className="w-60 max-w-full"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    >
      <option value="">Every webhook</option>
      {/* It may be deleted, or one of more than are listed here. */}
      {value !== undefined && names?.has(value) !== true && (
        <option value={value}>{shortId(value)}</option>
      )}
      {[...(names ?? [])].map(([id, url]) => (
        <option key={id} value={id}>
          {url.replace(/^https?:\/\//, '')}
        </option>
      ))}
    </Select>
  );
}
