import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { cappedCount } from './capped-count';
import { cn } from './cn';
import { errorWords } from './error-words';

/** What a link needs to be a facet. */
interface FacetLinkProps {
  className: string;
  /** Else a link to fewer filters than are chosen would say that it is the current one. */
  activeOptions: { exact: true };
  'aria-current': 'true' | undefined;
  children: ReactNode;
}

interface FacetsProps<T extends string> {
  /** What they are, such as `States`. */
  label: string;
  /** The word for no choice, such as `All states`. */
  all: string;
  values: readonly T[];
  chosen: T | undefined;
  counts: UseQueryResult<{ counts: Record<T, number>; capped: boolean }>;
  /** What the counts are of, such as `How many are in each state`. */
  counted: string;
  badge: (value: T) => ReactNode;
  link: (value: T | undefined, props: FacetLinkProps) => ReactElement;
}

/** Values of one filter as links, each with the number that the other filters leave it. */
export function Facets<T extends string>(props: FacetsProps<T>) {
  const { label, all, values, chosen, counts, counted, badge, link } = props;
  const figure = (value: T) =>
    counts.data === undefined ? '–' : cappedCount(counts.data.counts[value], counts.data.capped);
  const facet = (value: T | undefined, children: ReactNode) =>
    link(value, {
      className: cn(
        'flex h-8 items-center gap-2 rounded-md border bg-card px-2.5 hover:border-input',
        chosen === value && 'border-primary bg-accent hover:border-primary',
      ),
      activeOptions: { exact: true },
      'aria-current': chosen === value ? 'true' : undefined,
      children,
    });
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-1.5">
        <li>{facet(undefined, all)}</li>
        {values.map((value) => (
          <li key={value}>
            {facet(
              value,
              <>
                {badge(value)}
                <span className="min-w-[2ch] text-right text-muted-foreground">
                  {figure(value)}
                </span>
              </>,
            )}
          </li>
        ))}
      </ul>
      {counts.isError && counts.data === undefined && (
        <p role="status" className="mt-1.5 text-xs text-muted-foreground">
          {counted} could not be read: {errorWords(counts.error).title}.{' '}
          <button
            type="button"
            className="text-primary underline underline-offset-2"
            onClick={() => void counts.refetch()}
          >
            Try again
          </button>
        </p>
      )}
    </nav>
  );
}
