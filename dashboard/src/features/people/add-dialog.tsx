import { useState } from 'react';
import { addPerson, type Role } from '@/api/people';
import { FormField } from '@/components/form-field';
import { Input } from '@/components/ui/input';
import { PasswordField } from './password-field';
import { PersonForm } from './person-form';
import { RoleField } from './role-field';

export function AddDialog({ onClose }: { onClose: () => void }) {
  const [userName, setUserName] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [password, setPassword] = useState('');
  return (
    <PersonForm
      title="Add a person"
      description="Who logs in by a provider is added by their first login."
      action="Add"
      ready={userName.trim() !== '' && password !== ''}
      done="The person is added"
      send={() =>
        addPerson({
          userName: userName.trim(),
          ...(name.trim() === '' ? {} : { name: name.trim() }),
          role,
          password,
        })
      }
      onClose={onClose}
    >
      <FormField label="User name">
        {(field) => (
          <Input
            {...field}
            value={userName}
            onChange={(event) => setUserName(event.target.value)}
            maxLength={100}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </FormField>
      <FormField label="Name" optional>
        {(field) => (
          <Input
            {...field}
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={100}
            autoComplete="off"
          />
        )}
      </FormField>
      <RoleField role={role} onChange={setRole} />
      <PasswordField password={password} onChange={setPassword} />
    </PersonForm>
  );
}
