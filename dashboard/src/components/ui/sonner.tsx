import { Toaster as Sonner } from 'sonner';

export function Toaster() {
  return (
    <Sonner
      theme="system"
      position="bottom-right"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-(--width) items-start gap-2.5 rounded-lg border bg-popover px-3.5 py-3 font-sans text-[13.5px] text-foreground shadow-lg shadow-black/10 [&_[data-icon]]:mt-0.5',
          title: 'font-medium',
          description: 'text-muted-foreground',
          error: '[&_[data-icon]]:text-bad',
          success: '[&_[data-icon]]:text-ok',
          actionButton: 'ml-auto shrink-0 font-medium text-primary',
        },
      }}
    />
  );
}
