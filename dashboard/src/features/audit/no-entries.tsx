import { Link } from '@tanstack/react-router';
import { EmptyState } from '@/components/empty-state';
import { Button } from '@/components/ui/button';
import type { AuditSearch } from './audit-search';

export function NoEntries({ search }: { search: AuditSearch }) {
  if (Object.values(search).every((value) => value === undefined)) {
    return (
      <EmptyState title="Nothing was done yet">
        Whatever is done to webhooks, deliveries, events and keys is written down here, and who
        looked at the data of an event.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No entry matches"
      actions={
        <Button asChild variant="outline">
          <Link to="/audit" search={{}}>
            Clear the filters
          </Link>
        </Button>
      }
    >
      Ids have to be whole ones.
    </EmptyState>
  );
}
