import { CircleCheck, CirclePause } from 'lucide-react';
import { Badge } from '@/components/badge';

export function WebhookStateBadge({ enabled }: { enabled: boolean }) {
  return enabled ? (
    <Badge tone="ok" icon={CircleCheck}>
      Enabled
    </Badge>
  ) : (
    <Badge tone="idle" icon={CirclePause} title="What matches is held until it is enabled">
      Disabled
    </Badge>
  );
}
