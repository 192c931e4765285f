import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { toast } from 'sonner';
import type { Person } from '@/api/people';
import { DialogForm } from '@/components/dialog-form';
import { Dialog, DialogContent } from '@/components/ui/dialog';

interface PersonFormProps {
  title: string;
  description: string;
  action: string;
  ready?: boolean;
  /** What is said when it is done. */
  done: string;
  send: () => Promise<Person>;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that adds or changes somebody. */
export function PersonForm({ done, send, onClose, ...form }: PersonFormProps) {
  const queries = useQueryClient();
  const sending = useMutation({
    mutationFn: send,
    onSuccess: () => {
      toast.success(done);
      onClose();
      return queries.invalidateQueries({ queryKey: ['people'] });
    },
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="max-w-lg">
        <DialogForm
          {...form}
          pending={sending.isPending}
          error={sending.error}
          onSubmit={sending.mutate}
        />
      </DialogContent>
    </Dialog>
  );
}
