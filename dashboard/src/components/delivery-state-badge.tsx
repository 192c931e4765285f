import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleX,
  RotateCw,
  Send,
  type LucideIcon,
} from 'lucide-react';
import type { DeliveryState } from '@/api/deliveries';
import { Badge, type Tone } from './badge';

const STATES: Record<DeliveryState, { word: string; tone: Tone; icon: LucideIcon; means: string }> =
  {
    pending: {
      word: 'Pending',
      tone: 'idle',
      icon: CircleDashed,
      means: 'It waits for its first attempt of this series',
    },
    in_flight: { word: 'In flight', tone: 'busy', icon: Send, means: 'It is being sent now' },
    retrying: {
      word: 'Retrying',
      tone: 'warn',
      icon: RotateCw,
      means: 'An attempt failed; another one is planned',
    },
    succeeded: { word: 'Succeeded', tone: 'ok', icon: CircleCheck, means: 'The endpoint took it' },
    exhausted: {
      word: 'Exhausted',
      tone: 'bad',
      icon: CircleX,
      means: 'Every attempt failed; it is not sent again unless someone retries it',
    },
    cancelled: {
      word: 'Cancelled',
      tone: 'idle',
      icon: Ban,
      means: 'It was ended before it was delivered',
    },
  };

export const DELIVERY_STATES = Object.keys(STATES) as DeliveryState[];

export function deliveryStateWord(state: DeliveryState): string {
  return STATES[state].word;
}

export function DeliveryStateBadge({ state }: { state: DeliveryState }) {
  const { word, tone, icon, means } = STATES[state];
  return (
    <Badge tone={tone} icon={icon} title={means}>
      {word}
    </Badge>
  );
}
