import { Link } from '@tanstack/react-router';
import { CircleX, Hourglass, RotateCw, type LucideIcon } from 'lucide-react';
import type { DeliveryState } from '@/api/deliveries';
import { Button } from '@/components/ui/button';

const VIEWS: readonly { name: string; state: DeliveryState; icon: LucideIcon; shows: string }[] = [
  { name: 'Failing', state: 'retrying', icon: RotateCw, shows: 'Failed, and tried again' },
  { name: 'Waiting', state: 'pending', icon: Hourglass, shows: 'Not attempted yet' },
  { name: 'Exhausted', state: 'exhausted', icon: CircleX, shows: 'Given up after every attempt' },
];

/** What operators look at most: each a link that drops every other filter. */
export function SavedViews() {
  return (
    <nav aria-label="Saved views" className="flex gap-1.5">
      {VIEWS.map(({ name, state, icon: Icon, shows }) => (
        <Button key={state} asChild variant="outline" title={shows}>
          <Link
            to="/deliveries"
            search={{ state }}
            activeOptions={{ exact: true, includeSearch: true }}
            activeProps={{ className: 'border-primary text-primary' }}
          >
            <Icon aria-hidden />
            {name}
          </Link>
        </Button>
      ))}
    </nav>
  );
}
