import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { useRef, type ComponentProps } from 'react';
import { cn } from '@/components/cn';
import { Button } from './button';

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

export function DialogContent({
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  const opener = useRef<Element>(null);
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-40 bg-black/40 dark:bg-black/60" />
      <Primitive.Content
        className={cn(
          'fixed top-[8vh] left-1/2 z-50 max-h-[84vh] w-[calc(100%-2rem)] max-w-xl -translate-x-1/2 overflow-y-auto rounded-lg border bg-popover p-5 shadow-xl shadow-black/15 focus:outline-none',
          className,
        )}
        onOpenAutoFocus={() => {
          opener.current = document.activeElement;
        }}
        // Radix knows only its own triggers, and what opens a dialog here is a link.
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          const next = opener.current?.isConnected
            ? opener.current
            : document.querySelector('main');
          if (next instanceof HTMLElement) next.focus({ preventScroll: true });
        }}
        {...props}
      >
        {children}
        <Primitive.Close asChild>
          <Button variant="ghost" size="icon" aria-label="Close" className="absolute top-3 right-3">
            <X aria-hidden />
          </Button>
        </Primitive.Close>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof Primitive.Title>) {
  return (
    <Primitive.Title
      className={cn('pr-8 text-base font-semibold tracking-tight', className)}
      {...props}
    />
  );
}

export function DialogDescription({
  className,
  ...props
}: ComponentProps<typeof Primitive.Description>) {
  return (
    <Primitive.Description className={cn('mt-1 text-muted-foreground', className)} {...props} />
  );
}

export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('mt-5 flex flex-wrap justify-end gap-2', className)} {...props} />;
}
