import { FormField } from '@/components/form-field';
import { Input } from '@/components/ui/input';

interface PasswordFieldProps {
  password: string;
  onChange: (password: string) => void;
}

/** The relay knows what it takes; the field only says it. */
export function PasswordField({ password, onChange }: PasswordFieldProps) {
  return (
    <FormField label="Password" hint="At least 12 characters.">
      {(field) => (
        <Input
          {...field}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FormField>
  );
}
