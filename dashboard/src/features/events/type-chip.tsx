import { X } from 'lucide-react';
import { Button } from '@/components/ui/button';

export function TypeChip({ type, onRemove }: { type: string; onRemove: () => void }) {
  return (
    <span className="inline-flex h-8 max-w-full items-center gap-1.5 rounded-md border border-primary bg-accent pr-0.5 pl-2.5">
      Type <span className="truncate font-mono text-[0.92em]">{type}</span>
      <Button variant="ghost" size="icon" aria-label="Show events of every type" onClick={onRemove}>
        <X aria-hidden />
      </Button>
    </span>
  );
}
