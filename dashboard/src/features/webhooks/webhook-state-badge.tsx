import { CircleCheck, CirclePause, CircleX } from 'lucide-react';
import type { Webhook } from '@/api/webhooks';
import { Badge } from '@/components/badge';

type Props = Pick<Webhook, 'enabled' | 'disabledReason'>;

export function WebhookStateBadge({ enabled, disabledReason }: Props) {
  if (enabled) {
    return (
      <Badge tone="ok" icon={CircleCheck}>
        Enabled
      </Badge>
    );
  }
  if (disabledReason === 'gone') {
    return (
      <Badge
        tone="bad"
        icon={CircleX}
        title="Its endpoint answered 410, so the relay disabled it. Change the URL and enable it, or delete it; what matches is held until then"
      >
        Disabled: gone
      </Badge>
    );
  }
  return (
    <Badge tone="idle" icon={CirclePause} title="What matches is held until it is enabled">
      Disabled
    </Badge>
  );
}
