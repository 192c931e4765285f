import { Link } from '@tanstack/react-router';
import { apiUrl } from '@/api/base';
import { EmptyState } from '@/components/empty-state';
import { Button } from '@/components/ui/button';

export function NoKeys() {
  const command = `curl -s ${apiUrl}/keys \\
  -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
  -d '{"name": "Shop, production", "scopes": ["events:write"]}'`;
  return (
    <EmptyState
      title="No key was made yet"
      command={command}
      actions={
        <Button asChild>
          <Link to="/keys" search={{ dialog: 'make' }}>
            Make the first one
          </Link>
        </Button>
      }
    >
      Until then, whoever calls the relay has the key of its settings, which may do everything. Give
      each service a key of its own that may do what it needs.
    </EmptyState>
  );
}
