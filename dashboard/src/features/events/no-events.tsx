import { Link } from '@tanstack/react-router';
import { EmptyState } from '@/components/empty-state';
import { Button } from '@/components/ui/button';

/** Nothing matches the filters, or there is nothing at all: two things with two next steps. */
export function NoEvents({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        title="No event matches"
        actions={
          <Button asChild variant="outline">
            <Link to="/events" search={{}}>
              Clear the filters
            </Link>
          </Button>
        }
      >
        None is of this type and time.
      </EmptyState>
    );
  }
  const command = `curl -s ${window.location.origin}/events \\
  -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
  -d '{"type": "order.created", "data": {"id": 1}}'`;
  return (
    <EmptyState title="No event has been accepted yet" command={command}>
      Services post what happened; the relay stores it and delivers it to every webhook that
      subscribed.
    </EmptyState>
  );
}
