import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useForm, useWatch } from 'react-hook-form';
import { ProblemError } from '@/api/errors';
import { ErrorState } from '@/components/error-state';
import { Button } from '@/components/ui/button';
import { DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { FormField } from '@/components/form-field';
import { SecretHeaderInputs } from './secret-header-inputs';
import { SigningInputs } from './signing-inputs';
import { fieldNamed, webhookFields, type WebhookFields } from './webhook-fields';

interface WebhookFormProps {
  initial: WebhookFields;
  action: string;
  /** Whether it asks how to sign too, which a rotation alone changes later. */
  registering?: boolean;
  /** Sends the request. What the relay has against a field is shown beside it. */
  send: (fields: WebhookFields) => Promise<void>;
}

/** The settings of a webhook, to register one or to change one. */
export function WebhookForm({ initial, action, registering = false, send }: WebhookFormProps) {
  const form = useForm<WebhookFields>({
    resolver: zodResolver(webhookFields),
    defaultValues: initial,
  });
  const sending = useMutation({
    mutationFn: send,
    onError: (error) => {
      for (const { field, message } of fieldErrors(error)) {
        const name = fieldNamed(field, initial);
        if (name !== undefined) {
          form.setError(name, { message: `It ${message}.` }, { shouldFocus: true });
        }
      }
    },
  });
  const { errors } = form.formState;
  const signature = useWatch({ control: form.control, name: 'signature' });
  const onlyFields =
    sending.isError &&
    fieldErrors(sending.error).length > 0 &&
    fieldErrors(sending.error).every(({ field }) => fieldNamed(field, initial) !== undefined);
  return (
    <form
      noValidate
      className="mt-4 space-y-4"
      onSubmit={(event) => void form.handleSubmit((fields) => sending.mutate(fields))(event)}
    >
      <FormField label="Endpoint URL" error={errors.url?.message}>
        {(field) => (
          <Input
            {...field}
            {...form.register('url')}
            type="url"
            placeholder="https://example.com/hooks"
          />
        )}
      </FormField>
      <FormField
        label="Event types"
        hint="Separated by commas. order.* means all that begin so; * means all."
        error={errors.eventTypes?.message}
      >
        {(field) => (
          <Input
            {...field}
            {...form.register('eventTypes')}
            className="font-mono text-[12.5px]"
            placeholder="order.*, invoice.paid"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </FormField>
      <FormField label="Description" optional error={errors.description?.message}>
        {(field) => <Input {...field} {...form.register('description')} />}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-[1fr_9rem]">
        <FormField
          label="Headers"
          optional
          hint="One a line, sent with each delivery. A credential, such as Authorization, is not shown again."
          error={errors.headers?.message}
        >
          {(field) => (
            <Textarea
              {...field}
              {...form.register('headers')}
              className="font-mono text-[12.5px]"
              placeholder="X-Shop: north"
              spellCheck={false}
            />
          )}
        </FormField>
        <FormField
          label="Timeout"
          hint="Seconds, 1 to 30; 15 if left empty."
          error={errors.timeoutSeconds?.message}
        >
          {(field) => (
            <Input
              {...field}
              {...form.register('timeoutSeconds')}
              inputMode="numeric"
              placeholder="15"
            />
          )}
        </FormField>
      </div>
      <SecretHeaderInputs form={form} />
      {registering && (
        <SigningInputs
          chosen={signature}
          signature={form.register('signature', { onChange: () => form.resetField('secret') })}
          secret={form.register('secret')}
          secretError={errors.secret?.message}
        />
      )}
      {sending.isError && !onlyFields && <ErrorState error={sending.error} />}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="ghost">Cancel</Button>
        </DialogClose>
        <Button type="submit" disabled={sending.isPending}>
          {sending.isPending ? 'Sending…' : action}
        </Button>
      </DialogFooter>
    </form>
  );
}

function fieldErrors(error: unknown) {
  return error instanceof ProblemError ? (error.problem.errors ?? []) : [];
}
