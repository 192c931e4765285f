import { CircleCheck, CircleX } from 'lucide-react';
import type { Attempt } from '@/api/deliveries';
import { Badge } from '@/components/badge';
import { attemptWords } from '@/components/attempt-words';

export function AttemptBadge({ attempt, className }: { attempt: Attempt; className?: string }) {
  const ok = attempt.outcome === 'succeeded';
  return (
    <Badge
      tone={ok ? 'ok' : 'bad'}
      icon={ok ? CircleCheck : CircleX}
      {...(className === undefined ? {} : { className })}
    >
      {attemptWords(attempt)}
    </Badge>
  );
}
