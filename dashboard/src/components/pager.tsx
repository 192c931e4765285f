import { Link, useLocation } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from './ui/button';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages between the first one and this one. */
    trail?: (string | null)[];
  }
}

interface PagerProps {
  /** The list that is paged. */
  list: '/events' | '/deliveries' | '/webhooks' | '/keys' | '/people' | '/audit';
  /** The cursor of this page; undefined on the first one. */
  cursor: string | undefined;
  nextCursor: string | null;
  /** Such as `50 deliveries`. */
  summary: string;
}

/**
 * Goes through a list by its cursors, which are in the URL as `cursor`. The API knows only the way
 * on; the way back is kept beside the URL in the browser's history. Who comes by a shared link has
 * none, and goes back to the first page.
 */
export function Pager({ list, cursor, nextCursor, summary }: PagerProps) {
  const trail = useLocation({ select: (location) => location.state.trail }) ?? [];
  const before = trail.at(-1) ?? undefined;
  return (
    <nav aria-label="Pages" className="mt-3 flex items-center justify-between gap-4">
      <span className="text-muted-foreground">{summary}</span>
      <span className="flex gap-2">
        {cursor !== undefined && (
          <>
            <Button asChild variant="ghost" size="sm">
              <Link
                to={list}
                search={(search) => ({ ...search, dialog: undefined, cursor: undefined })}
              >
                Newest
              </Link>
            </Button>
            <Button asChild variant="outline" size="sm">
              <Link
                to={list}
                search={(search) => ({ ...search, dialog: undefined, cursor: before })}
                state={{ trail: trail.slice(0, -1) }}
              >
                <ChevronLeft aria-hidden />
                Newer
              </Link>
            </Button>
          </>
        )}
        {nextCursor !== null && (
          <Button asChild variant="outline" size="sm">
            <Link
              to={list}
              search={(search) => ({ ...search, dialog: undefined, cursor: nextCursor })}
              state={{ trail: cursor === undefined ? [null] : [...trail, cursor] }}
            >
              Older
              <ChevronRight aria-hidden />
            </Link>
          </Button>
        )}
      </span>
    </nav>
  );
}
