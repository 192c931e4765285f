import { Skeleton } from './ui/skeleton';

/** As high as a table of so many rows. */
export function TableSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <div className="rounded-lg border bg-card">
      <div className="flex h-8 items-center border-b px-3">
        <Skeleton className="h-3 w-40" />
      </div>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-9 items-center gap-6 border-b px-3 last:border-b-0">
          <Skeleton className="h-3 w-28" />
          <Skeleton className="h-3 w-24" />
          <Skeleton className="h-3 flex-1" />
          <Skeleton className="h-3 w-16" />
        </div>
      ))}
    </div>
  );
}
