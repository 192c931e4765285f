import { useId, type ReactNode } from 'react';
import { Label } from '@/components/ui/label';

interface FormFieldProps {
  label: string;
  optional?: boolean;
  hint?: string;
  error?: string | undefined;
  children: (field: {
    id: string;
    'aria-invalid': boolean;
    'aria-describedby': string | undefined;
  }) => ReactNode;
}

/** A field with its label, what helps to fill it, and what is wrong with what was filled in. */
export function FormField({ label, optional = false, hint, error, children }: FormFieldProps) {
  const id = useId();
  const said = error ?? hint;
  return (
    <div>
      <Label htmlFor={id} className="mb-1.5">
        {label}
        {optional && <span className="font-normal text-muted-foreground"> (optional)</span>}
      </Label>
      {children({
        id,
        'aria-invalid': error !== undefined,
        'aria-describedby': said === undefined ? undefined : `${id}-said`,
      })}
      {said !== undefined && (
        <p
          id={`${id}-said`}
          role={error === undefined ? undefined : 'alert'}
          className={error === undefined ? 'mt-1 text-xs text-muted-foreground' : 'mt-1 text-bad'}
        >
          {said}
        </p>
      )}
    </div>
  );
}
