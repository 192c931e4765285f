import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { revokeKey, type ApiKey } from '@/api/keys';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { toastProblem } from '@/components/toast-problem';

export function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const queries = useQueryClient();
  const revoking = useMutation({
    mutationFn: () => revokeKey(apiKey.id),
    onSuccess: () => {
      toast.success('The key is revoked');
      onClose();
      return queries.invalidateQueries({ queryKey: ['keys'] });
    },
    onError: (error) => toastProblem('The key was not revoked', error),
  });
  return (
    <ConfirmDialog
      title={`Revoke the key of ${apiKey.name}?`}
      description={`Whoever calls with ${apiKey.prefix}… is refused within a second. This can not be undone.`}
      action={revoking.isPending ? 'Revoking…' : 'Revoke'}
      keep="Keep it"
      destructive
      pending={revoking.isPending}
      onConfirm={() => revoking.mutate()}
      onClose={onClose}
    />
  );
}
