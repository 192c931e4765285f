import { Link } from '@tanstack/react-router';
import { apiUrl } from '@/api/base';
import { EmptyState } from '@/components/empty-state';
import { Button } from '@/components/ui/button';
import { ScopedButton } from '@/session/scoped-button';

export function FirstSteps() {
  const command = `curl -s ${apiUrl}/events \\
  -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
  -d '{"type": "order.created", "data": {"id": 9007199254740993}}'`;
  return (
    <EmptyState
      title="No event has come yet"
      command={command}
      actions={
        <>
          <ScopedButton needs="webhooks:manage" asChild>
            <Link to="/webhooks" search={{ dialog: 'register' }}>
              Register a webhook
            </Link>
          </ScopedButton>
          <Button asChild variant="outline">
            <a href={`${apiUrl}/docs`}>Read the API</a>
          </Button>
        </>
      }
    >
      Register an endpoint, then post an event: it appears here as it is delivered. On the machine
      of the relay, <code className="font-mono text-[0.92em]">./relay demo</code> does both.
    </EmptyState>
  );
}
