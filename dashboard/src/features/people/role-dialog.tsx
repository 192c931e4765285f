import { useState } from 'react';
import { changePerson, type Person } from '@/api/people';
import { PersonForm } from './person-form';
import { RoleField } from './role-field';

export function RoleDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const [role, setRole] = useState(person.role);
  return (
    <PersonForm
      title={`Change the role of ${person.userName}`}
      description="It holds from their next click on."
      action="Change"
      done="The role is changed"
      send={() => changePerson(person.id, { role })}
      onClose={onClose}
    >
      <RoleField role={role} onChange={setRole} />
    </PersonForm>
  );
}
