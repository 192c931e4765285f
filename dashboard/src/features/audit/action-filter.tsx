import { Select } from '@/components/ui/select';
import type { AuditSearch } from './audit-search';
import { ACTION_WORDS, ACTIONS } from './audit-words';

interface ActionFilterProps {
  value: AuditSearch['action'];
  onChange: (action: AuditSearch['action']) => void;
}

export function ActionFilter({ value, onChange }: ActionFilterProps) {
  return (
    <Select
      aria-label="Action"
      value={value ?? ''}
      onChange={(event) => onChange(ACTIONS.find((action) => action === event.target.value))}
    >
      <option value="">Every action</option>
      {ACTIONS.map((action) => (
        <option key={action} value={action}>
          {ACTION_WORDS[action]}
        </option>
      ))}
    </Select>
  );
}
