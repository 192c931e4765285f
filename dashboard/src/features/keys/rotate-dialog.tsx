import { useState } from 'react';
import { rotateKey, type ApiKey } from '@/api/keys';
import { FormField } from '@/components/form-field';
import { Select } from '@/components/ui/select';
import { KeyMaker } from './key-maker';

const HOUR = 60 * 60;
const PAUSES = [
  { name: 'Not at all', seconds: 0 },
  { name: 'For an hour', seconds: HOUR },
  { name: 'For a day', seconds: 24 * HOUR },
  { name: 'For a week', seconds: 7 * 24 * HOUR },
];

export function RotateDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const [seconds, setSeconds] = useState(24 * HOUR);
  return (
    <KeyMaker
      title={`Rotate the key of ${apiKey.name}?`}
      description="A new key that may do the same takes its place."
      action="Make the new key"
      make={() => rotateKey(apiKey.id, seconds)}
      onClose={onClose}
    >
      <FormField
        label="The old key goes on"
        hint="Until then the service that has it can be given the new one."
      >
        {(field) => (
          <Select
            {...field}
            value={seconds}
            onChange={(event) => setSeconds(Number(event.target.value))}
          >
            {PAUSES.map((pause) => (
              <option key={pause.seconds} value={pause.seconds}>
                {pause.name}
              </option>
            ))}
          </Select>
        )}
      </FormField>
    </KeyMaker>
  );
}
