import { Outlet, useMatches } from '@tanstack/react-router';
import { PageHeader } from '@/components/page-header';
import { useForbidden } from '@/session/session';
import { PAGES } from './pages';

/** The page of the URL. Whoever may not see it is told so, and the relay is not asked. */
export function PermittedPage() {
  const path = useMatches({ select: (matches) => matches.at(-1)?.fullPath });
  const page = PAGES.find(({ to }) => to === path);
  const forbidden = useForbidden(page?.needs ?? 'read');
  if (page === undefined || forbidden === undefined) return <Outlet />;
  return <PageHeader title={page.name} description={forbidden} />;
}
