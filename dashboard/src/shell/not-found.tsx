import { Link } from '@tanstack/react-router';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';
import { Button } from '@/components/ui/button';

export function NotFound() {
  return (
    <>
      <PageHeader title="No such page" />
      <EmptyState
        title="Nothing is at this address"
        actions={
          <Button asChild variant="outline">
            <Link to="/">Go to the overview</Link>
          </Button>
        }
      >
        The link may be cut off. To open something by its id, paste it into the search above.
      </EmptyState>
    </>
  );
}
