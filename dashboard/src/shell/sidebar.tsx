import { Link } from '@tanstack/react-router';
import { Logo } from '@/components/logo';
import { useLoggedIn } from '@/session/session';
import { pagesFor } from './pages';
import { Preferences } from './preferences';

export function Sidebar() {
  const { person, role, scopes } = useLoggedIn();
  return (
    <header className="flex flex-wrap items-center gap-x-4 border-b px-4 py-2 md:sticky md:top-0 md:h-dvh md:flex-col md:flex-nowrap md:items-stretch md:border-r md:border-b-0 md:px-3 md:py-3.5">
      <Link to="/" className="flex items-center gap-2 rounded-md px-2 font-semibold md:mb-5">
        <Logo className="size-5.5" />
        <span className="tracking-tight max-sm:sr-only">Webhook relay</span>
      </Link>
      <nav aria-label="Pages of the dashboard" className="flex gap-0.5 md:flex-col">
        {pagesFor(scopes).map(({ to, name, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            className="flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-muted-foreground hover:bg-muted hover:text-foreground aria-[current=page]:bg-accent aria-[current=page]:text-foreground [&[aria-current=page]_svg]:text-primary"
          >
            <Icon aria-hidden className="size-4" />
            <span className="max-sm:sr-only">{name}</span>
          </Link>
        ))}
      </nav>
      <div className="ml-auto md:mt-auto md:ml-0">
        <p className="truncate px-2 pb-1 text-xs text-muted-foreground max-md:hidden">
          {person.name} · {role}
        </p>
        <Preferences />
      </div>
    </header>
  );
}
