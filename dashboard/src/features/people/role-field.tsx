import type { Role } from '@/api/people';
import { FormField } from '@/components/form-field';
import { Select } from '@/components/ui/select';

const ROLES: readonly { role: Role; allows: string }[] = [
  { role: 'viewer', allows: 'Viewer: sees all but the audit log' },
  { role: 'operator', allows: 'Operator: also posts events, manages webhooks and retries' },
  { role: 'admin', allows: 'Admin: also manages people and keys, and sees the audit log' },
];

export function RoleField({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  return (
    <FormField label="Role">
      {(field) => (
        <Select {...field} value={role} onChange={(event) => onChange(event.target.value as Role)}>
          {ROLES.map((choice) => (
            <option key={choice.role} value={choice.role}>
              {choice.allows}
            </option>
          ))}
        </Select>
      )}
    </FormField>
  );
}
