import { Link } from '@tanstack/react-router';
import { apiUrl } from '@/api/base';
import { EmptyState } from '@/components/empty-state';
import { Button } from '@/components/ui/button';
import type { DeliveriesSearch } from './deliveries-search';
import { isFiltered } from './delivery-filter';

/** Nothing matches the filters, or there is nothing at all: two things with two next steps. */
export function NoDeliveries({ search }: { search: DeliveriesSearch }) {
  if (isFiltered(search)) {
    return (
      <EmptyState
        title="No delivery matches"
        actions={
          <Button asChild variant="outline">
            <Link to="/deliveries" search={{}}>
              Clear the filters
            </Link>
          </Button>
        }
      >
        None is in this state, of this webhook, event or time.
      </EmptyState>
    );
  }
  const command = `curl -s ${apiUrl}/events \\
  -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
  -d '{"type": "order.created", "data": {"id": 1}}'`;
  return (
    <EmptyState
      title="Nothing has been delivered yet"
      command={command}
      actions={
        <Button asChild variant="outline">
          <Link to="/webhooks" search={{ dialog: 'register' }}>
            Register a webhook
          </Link>
        </Button>
      }
    >
      An event becomes one delivery for each webhook that matches its type. Register a webhook, then
      post an event.
    </EmptyState>
  );
}
