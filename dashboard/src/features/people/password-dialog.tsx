import { useState } from 'react';
import { changePerson, type Person } from '@/api/people';
import { PasswordField } from './password-field';
import { PersonForm } from './person-form';

export function PasswordDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const [password, setPassword] = useState('');
  return (
    <PersonForm
      title={`Set a new password for ${person.userName}`}
      description="All their sessions end: they log in again with the new one."
      action="Set"
      ready={password !== ''}
      done="The password is set"
      send={() => changePerson(person.id, { password })}
      onClose={onClose}
    >
      <PasswordField password={password} onChange={setPassword} />
    </PersonForm>
  );
}
