export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-grid h-4.5 min-w-4.5 place-items-center rounded-sm border bg-background px-1 font-sans text-[11px] text-muted-foreground">
      {children}
    </kbd>
  );
}
