import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useCloseDialog } from '@/router/use-close-dialog';
import { serverNow } from '@/time/server-clock';
import { BulkPreview } from './bulk-preview';
import { BulkReport } from './bulk-report';
import { bulkTarget, type BulkVerb } from './bulk-target';
import type { DeliveriesSearch } from './deliveries-search';

const route = getRouteApi('/deliveries');

interface BulkDialogsProps {
  search: DeliveriesSearch;
  ticked: ReadonlySet<string>;
  onStarted: () => void;
}

/** The dialog that the URL says is open: the preview of a bulk action, or its report. */
export function BulkDialogs({ search, ticked, onStarted }: BulkDialogsProps) {
  const navigate = route.useNavigate();
  const close = useCloseDialog();
  if (search.bulk !== undefined) return <BulkReport id={search.bulk} onClose={close} />;
  if (search.dialog === undefined) return null;
  return (
    <FrozenPreview
      verb={search.dialog}
      search={search}
      ticked={ticked}
      onClose={close}
      onStarted={(id) => {
        onStarted();
        void navigate({
          search: { ...search, dialog: undefined, bulk: id },
          replace: true,
          resetScroll: false,
        });
      }}
    />
  );
}

interface FrozenPreviewProps {
  verb: BulkVerb;
  search: DeliveriesSearch;
  ticked: ReadonlySet<string>;
  onClose: () => void;
  onStarted: (id: string) => void;
}

function FrozenPreview({ verb, search, ticked, onClose, onStarted }: FrozenPreviewProps) {
  // What is previewed is what is done: it does not move while the preview is read.
  const [target] = useState(() => bulkTarget(search, ticked, serverNow()));
  return target === undefined ? null : (
    <BulkPreview
      verb={verb}
      target={target}
      onClose={onClose}
      onStarted={({ id }) => onStarted(id)}
    />
  );
}
