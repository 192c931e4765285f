import { useState } from 'react';
import { makeKey, type Scope } from '@/api/keys';
import { FormField } from '@/components/form-field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { serverNow } from '@/time/server-clock';
import { KeyMaker } from './key-maker';
import { ScopeChoice } from './scope-choice';

const DAY_MS = 24 * 60 * 60_000;
const LIVES = [
  { name: 'Never', days: 0 },
  { name: 'In 30 days', days: 30 },
  { name: 'In 90 days', days: 90 },
  { name: 'In a year', days: 365 },
];

export function MakeDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['events:write']);
  const [days, setDays] = useState(0);
  return (
    <KeyMaker
      title="Make an API key"
      description="For one service or script, which it is named after."
      action="Make"
      ready={name.trim() !== '' && scopes.length > 0}
      make={() =>
        makeKey({
          name: name.trim(),
          scopes,
          ...(days === 0 ? {} : { expiresAt: new Date(serverNow() + days * DAY_MS).toISOString() }),
        })
      }
      onClose={onClose}
    >
      <FormField label="Name">
        {(field) => (
          <Input
            {...field}
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={100}
            placeholder="Shop, production"
            autoComplete="off"
          />
        )}
      </FormField>
      <ScopeChoice chosen={scopes} onChange={setScopes} />
      <FormField label="It expires">
        {(field) => (
          <Select {...field} value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {LIVES.map((life) => (
              <option key={life.days} value={life.days}>
                {life.name}
              </option>
            ))}
          </Select>
        )}
      </FormField>
    </KeyMaker>
  );
}
