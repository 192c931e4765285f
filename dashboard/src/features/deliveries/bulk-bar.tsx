import { Link } from '@tanstack/react-router';
import { Ban, RotateCw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { deliveryStateWord } from '@/components/delivery-state-badge';
import { count } from '@/components/numbers';
import { Button } from '@/components/ui/button';
import { ScopedButton } from '@/session/scoped-button';
import { isChangedBy, MOST_NAMED } from './bulk-target';
import type { DeliveriesSearch } from './deliveries-search';

interface BulkBarProps {
  search: DeliveriesSearch;
  ticked: ReadonlySet<string>;
  /** The ids of the rows in view. */
  shown: readonly string[];
  onClear: () => void;
}

/** What can be done to many: to the ticked rows, or else to all that a chosen state matches. */
export function BulkBar({ search, ticked, shown, onClear }: BulkBarProps) {
  if (ticked.size > 0) {
    const elsewhere = ticked.size - shown.filter((id) => ticked.has(id)).length;
    const tooMany = ticked.size > MOST_NAMED;
    return (
      <Bar>
        <p role="status">
          <span className="font-medium">{count(ticked.size)} selected</span>
          {elsewhere > 0 && (
            <span className="text-muted-foreground">, {count(elsewhere)} not on this page</span>
          )}
          {tooMany && <span className="text-warn"> · at most {count(MOST_NAMED)} go at once</span>}
        </p>
        {!tooMany && (
          <>
            <Preview search={search} verb="retry" label="Retry…" />
            <Preview search={search} verb="cancel" label="Cancel…" />
          </>
        )}
        <Button variant="ghost" size="sm" onClick={onClear}>
          <X aria-hidden />
          Clear
        </Button>
      </Bar>
    );
  }
  const { state } = search;
  if (state === undefined) {
    return (
      <Bar>
        <p className="text-muted-foreground">
          Select rows or choose a state to retry or cancel many at once.
        </p>
      </Bar>
    );
  }
  const word = deliveryStateWord(state).toLowerCase();
  return (
    <Bar>
      <p className="text-muted-foreground">Select rows, or all that match:</p>
      {isChangedBy('retry', state) && (
        <Preview search={search} verb="retry" label={`Retry all ${word}…`} />
      )}
      {isChangedBy('cancel', state) && (
        <Preview search={search} verb="cancel" label={`Cancel all ${word}…`} />
      )}
    </Bar>
  );
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <section aria-label="Many at once" className="my-2.5 flex min-h-8 flex-wrap items-center gap-2">
      {children}
    </section>
  );
}

function Preview({
  search,
  verb,
  label,
}: {
  search: DeliveriesSearch;
  verb: 'retry' | 'cancel';
  label: string;
}) {
  const Icon = verb === 'retry' ? RotateCw : Ban;
  return (
    <ScopedButton
      needs="deliveries:operate"
      asChild
      size="sm"
      variant={verb === 'retry' ? 'outline' : 'destructive'}
    >
      <Link to="/deliveries" search={{ ...search, dialog: verb }} resetScroll={false}>
        <Icon aria-hidden />
        {label}
      </Link>
    </ScopedButton>
  );
}
