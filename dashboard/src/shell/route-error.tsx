import type { ErrorComponentProps } from '@tanstack/react-router';
import { toast } from 'sonner';
import { ErrorState } from '@/components/error-state';
import { PageHeader } from '@/components/page-header';

/** A page that could not be shown at all; one whose code is gone after an update is loaded anew. */
export function RouteError({ error }: ErrorComponentProps) {
  return (
    <>
      <PageHeader title="This page could not be shown" />
      <ErrorState error={error} onRetry={() => void reload()} />
    </>
  );
}

/** Only if there is something to load: else nothing of the dashboard would be left. */
async function reload(): Promise<void> {
  try {
    await fetch(import.meta.env.BASE_URL, { method: 'HEAD' });
  } catch {
    toast.error('The relay still does not answer');
    return;
  }
  window.location.reload();
}
