import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MadeApiKey } from '@/api/keys';
import { ErrorState } from '@/components/error-state';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
} from '@/components/ui/dialog';
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
          <>
            <DialogTitle>{title}</DialogTitle>
            <DialogDescription>{description}</DialogDescription>
            <form
              className="mt-4 space-y-4"
              onSubmit={(event) => {
                event.preventDefault();
                if (ready && !making.isPending) making.mutate();
              }}
            >
              {children}
              {making.isError && <ErrorState error={making.error} />}
              <DialogFooter>
                <DialogClose asChild>
                  <Button variant="ghost">Cancel</Button>
                </DialogClose>
                <Button type="submit" disabled={!ready || making.isPending}>
                  {making.isPending ? 'Sending…' : action}
                </Button>
              </DialogFooter>
            </form>
          </>
        ) : (
          <KeyShownOnce made={making.data} />
        )}
      </DialogContent>
    </Dialog>
  );
}
