import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { KeyRound, Pause, Play, ScrollText, Trash2, UserCog } from 'lucide-react';
import { toast } from 'sonner';
import { changePerson, type Person } from '@/api/people';
import { toastProblem } from '@/components/toast-problem';
import { RowMenu } from '@/components/row-menu';
import { DropdownMenuItem, DropdownMenuSeparator } from '@/components/ui/dropdown-menu';

export function PersonMenu({ person: { id, userName, provider, disabled } }: { person: Person }) {
  const queries = useQueryClient();
  const disabling = useMutation({
    mutationFn: (next: boolean) => changePerson(id, { disabled: next }),
    onSuccess: (changed) => {
      toast.success(`${userName} is ${changed.disabled ? 'disabled' : 'enabled'}`);
      return queries.invalidateQueries({ queryKey: ['people'] });
    },
    onError: (error) => toastProblem(`${userName} was not changed`, error),
  });
  return (
    <RowMenu of={userName} needs="access:manage">
      <DropdownMenuItem asChild>
        <Link to="/audit" search={{ actor: id }}>
          <ScrollText aria-hidden />
          What they did
        </Link>
      </DropdownMenuItem>
      {/* A provider decides on the roles and the passwords of its own people. */}
      {provider === null && (
        <>
          <DropdownMenuItem asChild>
            <Link
              from="/people"
              search={(now) => ({ ...now, dialog: 'role', person: id })}
              resetScroll={false}
            >
              <UserCog aria-hidden />
              Change the role
            </Link>
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <Link
              from="/people"
              search={(now) => ({ ...now, dialog: 'password', person: id })}
              resetScroll={false}
            >
              <KeyRound aria-hidden />
              Set a new password
            </Link>
          </DropdownMenuItem>
        </>
      )}
      <DropdownMenuItem disabled={disabling.isPending} onSelect={() => disabling.mutate(!disabled)}>
        {disabled ? <Play aria-hidden /> : <Pause aria-hidden />}
        {disabled ? 'Enable' : 'Disable'}
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem asChild variant="destructive">
        <Link
          from="/people"
          search={(now) => ({ ...now, dialog: 'delete', person: id })}
          resetScroll={false}
        >
          <Trash2 aria-hidden />
          Delete
        </Link>
      </DropdownMenuItem>
    </RowMenu>
  );
}
