import { Link } from '@tanstack/react-router';
import { apiUrl } from '@/api/base';
import { EmptyState } from '@/components/empty-state';
import { Button } from '@/components/ui/button';
import { ScopedButton } from '@/session/scoped-button';
import type { EventsSearch } from './events-search';

/** Nothing matches, or nothing was ever posted: two things with two next steps. */
export function NoEvents({ search: { type, status, from, to } }: { search: EventsSearch }) {
  if (type !== undefined || status !== undefined || from !== undefined || to !== undefined) {
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
        {status !== undefined
          ? 'None that the other filters leave is of this status.'
          : type === undefined
            ? 'None was accepted in this time.'
            : `None of the type ${type} was accepted${from === undefined && to === undefined ? '' : ' in this time'}.`}
      </EmptyState>
    );
  }
  const command = `curl -s ${apiUrl}/events \\
  -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
  -H 'Idempotency-Key: order-1' \\
  -d '{"type": "order.created", "data": {"id": 1}}'`;
  return (
    <EmptyState
      title="No event was posted yet"
      command={command}
      actions={
        <ScopedButton needs="events:write" asChild>
          <Link to="/events" search={{ dialog: 'send' }}>
            Send a test event
          </Link>
        </ScopedButton>
      }
    >
      Your services post events; each is stored before it is answered, and delivered to every
      webhook that matches its type.
    </EmptyState>
  );
}
