import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: ReactNode;
  /** What the browser's tab says, if the title is not a text. */
  tabTitle?: string;
  description?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, tabTitle, description, actions }: PageHeaderProps) {
  const name = tabTitle ?? (typeof title === 'string' ? title : undefined);
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      {name !== undefined && <title>{`${name} · Webhook relay`}</title>}
      <div className="min-w-0">
        <h1 className="flex flex-wrap items-center gap-x-2.5 text-xl leading-8 font-semibold tracking-tight wrap-anywhere">
          {title}
        </h1>
        {description !== undefined && (
          <div className="max-w-2xl text-muted-foreground">{description}</div>
        )}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
