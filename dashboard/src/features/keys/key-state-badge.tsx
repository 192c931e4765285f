import { CircleCheck, CircleOff, TimerOff } from 'lucide-react';
import type { ApiKey } from '@/api/keys';
import { Badge } from '@/components/badge';

export function KeyStateBadge({ state }: { state: ApiKey['state'] }) {
  switch (state) {
    case 'active':
      return (
        <Badge tone="ok" icon={CircleCheck}>
          Active
        </Badge>
      );
    case 'expired':
      return (
        <Badge tone="idle" icon={TimerOff}>
          Expired
        </Badge>
      );
    case 'revoked':
      return (
        <Badge tone="idle" icon={CircleOff}>
          Revoked
        </Badge>
      );
  }
}
