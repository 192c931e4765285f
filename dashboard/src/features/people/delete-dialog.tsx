import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { deletePerson, type Person } from '@/api/people';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { toastProblem } from '@/components/toast-problem';

export function DeleteDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const queries = useQueryClient();
  const deleting = useMutation({
    mutationFn: () => deletePerson(person.id),
    onSuccess: () => {
      toast.success('The person is deleted');
      onClose();
      return queries.invalidateQueries({ queryKey: ['people'] });
    },
    onError: (error) => toastProblem('The person was not deleted', error),
  });
  return (
    <ConfirmDialog
      title={`Delete ${person.userName}?`}
      description="All their sessions end. What the audit log tells of them stays. This can not be undone."
      action={deleting.isPending ? 'Deleting…' : 'Delete'}
      keep="Keep them"
      destructive
      pending={deleting.isPending}
      onConfirm={() => deleting.mutate()}
      onClose={onClose}
    />
  );
}
