import type { ReactNode } from 'react';
import { ErrorState } from './error-state';
import { Button } from './ui/button';
import { DialogClose, DialogDescription, DialogFooter, DialogTitle } from './ui/dialog';

interface DialogFormProps {
  title: string;
  description: string;
  action: string;
  /** Whether all is filled in. */
  ready?: boolean;
  pending: boolean;
  error: Error | null;
  onSubmit: () => void;
  /** The fields. */
  children: ReactNode;
}

/** What a dialog has in it that sends a few fields. */
export function DialogForm({
  title,
  description,
  action,
  ready = true,
  pending,
  error,
  onSubmit,
  children,
}: DialogFormProps) {
  return (
    <>
      <DialogTitle>{title}</DialogTitle>
      <DialogDescription>{description}</DialogDescription>
      <form
        className="mt-4 space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !pending) onSubmit();
        }}
      >
        {children}
        {error !== null && <ErrorState error={error} />}
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button type="submit" disabled={!ready || pending}>
            {pending ? 'Sending…' : action}
          </Button>
        </DialogFooter>
      </form>
    </>
  );
}
