import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '@/components/error-state';
import { PageHeader } from '@/components/page-header';

/** A page that could not be shown at all; one whose code is gone after an update is loaded anew. */
export function RouteError({ error }: ErrorComponentProps) {
  return (
    <>
      <PageHeader title="This page could not be shown" />
      <ErrorState error={error} onRetry={() => window.location.reload()} />
    </>
  );
}
