import { useId } from 'react';
import type { Scope } from '@/api/keys';
import { Checkbox } from '@/components/ui/checkbox';
import { Label } from '@/components/ui/label';

const SCOPES: readonly { scope: Scope; allows: string }[] = [
  { scope: 'events:write', allows: 'post events' },
  { scope: 'webhooks:manage', allows: 'register, change, test and delete webhooks' },
  { scope: 'deliveries:operate', allows: 'retry, cancel and replay' },
  { scope: 'read', allows: 'see everything but keys, people and the audit' },
  { scope: 'access:manage', allows: 'manage keys and people, and see the audit' },
];

interface ScopeChoiceProps {
  chosen: readonly Scope[];
  onChange: (scopes: Scope[]) => void;
}

export function ScopeChoice({ chosen, onChange }: ScopeChoiceProps) {
  const id = useId();
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1.5 font-medium">It may</legend>
      {SCOPES.map(({ scope, allows }) => (
        <div key={scope} className="flex items-start gap-2">
          <Checkbox
            id={`${id}-${scope}`}
            className="mt-0.5"
            checked={chosen.includes(scope)}
            onCheckedChange={(checked) =>
              onChange(
                checked === true ? [...chosen, scope] : chosen.filter((other) => other !== scope),
              )
            }
          />
          <Label htmlFor={`${id}-${scope}`} className="font-normal">
            {allows} <code className="font-mono text-[0.92em] text-muted-foreground">{scope}</code>
          </Label>
        </div>
      ))}
    </fieldset>
  );
}
