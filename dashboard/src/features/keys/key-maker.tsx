import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MadeApiKey } from '@/api/keys';
import { DialogForm } from '@/components/dialog-form';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { KeyShownOnce } from './key-shown-once';

interface KeyMakerProps {
  title: string;
  description: string;
  action: string;
  /** Whether all is filled in. */
  ready?: boolean;
  make: () => Promise<MadeApiKey>;
  onClose: () => void;
  /** The fields. */
  children: ReactNode;
}

/** A dialog that makes a key, and then shows it. */
export function KeyMaker({
  title,
  description,
  action,
  ready = true,
  make,
  onClose,
  children,
}: KeyMakerProps) {
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: make,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
    // The key is not kept longer than it is shown.
    gcTime: 0,
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        className="max-w-lg"
        // The key is gone with the dialog, so a click beside it must not close it.
        onInteractOutside={(event) => {
          if (making.data !== undefined) event.preventDefault();
        }}
      >
        {making.data === undefined ? (
          <DialogForm
            title={title}
            description={description}
            action={action}
            ready={ready}
            pending={making.isPending}
            error={making.error}
            onSubmit={making.mutate}
          >
            {children}
          </DialogForm>
        ) : (
          <KeyShownOnce made={making.data} />
        )}
      </DialogContent>
    </Dialog>
  );
}
