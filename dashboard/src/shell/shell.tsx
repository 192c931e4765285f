import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { LiveProvider } from '@/live/live-provider';
import { Commands } from './commands';
import { PermittedPage } from './permitted-page';
import { Sidebar } from './sidebar';
import { TopBar } from './top-bar';

/** What stands around every page. */
export function Shell() {
  const main = useRef<HTMLElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  const shown = useRef(path);
  useEffect(() => {
    // A new page is read from its start; a new filter of the same page is not a new page.
    if (shown.current !== path) main.current?.focus({ preventScroll: true });
    shown.current = path;
  }, [path]);
  return (
    <LiveProvider>
      <Commands>
        <a
          href="#main"
          // To a browser, a fragment alone leads to the start page, which is the base of them all.
          onClick={(click) => {
            click.preventDefault();
            main.current?.focus();
          }}
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-card focus:px-3 focus:py-2"
        >
          Skip to the page
        </a>
        <div className="min-h-dvh md:grid md:grid-cols-[13rem_minmax(0,1fr)]">
          <Sidebar />
          <div className="min-w-0">
            <TopBar />
            <main
              id="main"
              ref={main}
              tabIndex={-1}
              className="mx-auto max-w-[92rem] px-4 pt-5 pb-16 sm:px-7"
            >
              <PermittedPage />
            </main>
          </div>
        </div>
      </Commands>
    </LiveProvider>
  );
}
