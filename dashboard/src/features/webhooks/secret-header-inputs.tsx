import { Controller, useWatch, type UseFormReturn } from 'react-hook-form';
import { FormField } from '@/components/form-field';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import type { WebhookFields } from './webhook-fields';

/** The headers whose values the relay has and never tells: each is kept, replaced or removed. */
export function SecretHeaderInputs({ form }: { form: UseFormReturn<WebhookFields> }) {
  const headers = useWatch({ control: form.control, name: 'secretHeaders' });
  const errors = form.formState.errors.secretHeaders;
  return headers.map(({ name, removed }, index) => (
    <div key={name} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4">
      <FormField
        label={`${name} (secret header)`}
        hint={removed ? 'It is removed when you save.' : 'It is set. Leave this empty to keep it.'}
        error={errors?.[index]?.value?.message}
      >
        {(field) => (
          <Input
            {...field}
            {...form.register(`secretHeaders.${index}.value`)}
            type="password"
            className="font-mono text-[12.5px]"
            placeholder="A new value"
            autoComplete="off"
            readOnly={removed}
          />
        )}
      </FormField>
      <Controller
        control={form.control}
        name={`secretHeaders.${index}.removed`}
        render={({ field: { value, onChange, onBlur, ref } }) => (
          <Label className="mt-[1.85rem] flex h-8 items-center gap-2 font-normal">
            <Checkbox
              ref={ref}
              checked={value}
              onCheckedChange={(checked) => onChange(checked === true)}
              onBlur={onBlur}
              aria-label={`Remove ${name}`}
            />
            Remove
          </Label>
        )}
      />
    </div>
  ));
}
