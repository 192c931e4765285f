import { Link } from '@tanstack/react-router';
import type { StateCounts } from '@/api/overview';
import { DELIVERY_STATES, DeliveryStateBadge } from '@/components/delivery-state-badge';
import { count } from '@/components/numbers';
import { Panel } from '@/components/panel';

/** All deliveries that there are, by state. */
export function StatesPanel({ counts }: { counts: StateCounts }) {
  return (
    <Panel
      title="Deliveries by state"
      flush
      aside={<span className="text-muted-foreground">now</span>}
    >
      <ul className="py-1.5">
        {DELIVERY_STATES.map((state) => (
          <li key={state}>
            <Link
              to="/deliveries"
              search={{ state }}
              className="flex items-center justify-between px-4 py-1.5 -outline-offset-2 hover:bg-muted/50"
            >
              <DeliveryStateBadge state={state} />
              <span className={counts[state] === 0 ? 'text-muted-foreground' : 'font-medium'}>
                {count(counts[state])}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
