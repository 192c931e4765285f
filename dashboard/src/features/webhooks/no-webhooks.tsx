import { Link } from '@tanstack/react-router';
import { apiUrl } from '@/api/base';
import { EmptyState } from '@/components/empty-state';
import { ScopedButton } from '@/session/scoped-button';

export function NoWebhooks() {
  const command = `curl -s ${apiUrl}/webhooks \\
  -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
  -d '{"url": "https://example.com/hooks", "eventTypes": ["order.*"]}'`;
  return (
    <EmptyState
      title="No endpoint is subscribed yet"
      command={command}
      actions={
        <ScopedButton needs="webhooks:manage" asChild>
          <Link to="/webhooks" search={{ dialog: 'register' }}>
            Register the first one
          </Link>
        </ScopedButton>
      }
    >
      A webhook is a URL and the types of events that are sent to it. Events that match nobody are
      kept, and can be replayed to a webhook that is registered later.
    </EmptyState>
  );
}
