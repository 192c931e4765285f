import { isValidElement, useId, type ComponentProps, type ReactNode } from 'react';
import type { Scope } from '@/api/session';
import { Button } from '@/components/ui/button';
import { useForbidden } from './session';

/** A button for what needs a scope. Whoever has it not sees why it can not be pressed. */
export function ScopedButton({
  needs,
  asChild = false,
  children,
  ...props
}: ComponentProps<typeof Button> & { needs: Scope }) {
  const reason = useId();
  const forbidden = useForbidden(needs);
  if (forbidden === undefined) {
    return (
      <Button asChild={asChild} {...props}>
        {children}
      </Button>
    );
  }
  return (
    <span title={forbidden} className="inline-flex cursor-not-allowed">
      <Button {...props} disabled aria-describedby={reason}>
        {asChild && isValidElement<{ children: ReactNode }>(children)
          ? children.props.children
          : children}
      </Button>
      <span id={reason} className="sr-only">
        {forbidden}
      </span>
    </span>
  );
}
