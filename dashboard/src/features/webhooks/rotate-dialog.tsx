import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm, useWatch } from 'react-hook-form';
import * as z from 'zod/mini';
import { ProblemError } from '@/api/errors';
import { rotateSecret, type Webhook } from '@/api/webhooks';
import { ErrorState } from '@/components/error-state';
import { FormField } from '@/components/form-field';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
} from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { AbsoluteTime } from '@/time/absolute-time';
import { ownSecretOf, signingFields } from './signing-fields';
import { SigningInputs } from './signing-inputs';
import { WhatVerifies } from './what-verifies';

const HOUR = 3_600;
const TIMES = [
  { seconds: 0, name: 'Not at all' },
  { seconds: HOUR, name: '1 hour' },
  { seconds: 24 * HOUR, name: '1 day' },
  { seconds: 72 * HOUR, name: '3 days' },
  { seconds: 168 * HOUR, name: '7 days' },
];

const rotationFields = z.object({ ...signingFields, keepOldFor: z.string() });
type RotationFields = z.infer<typeof rotationFields>;

export function RotateDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const queries = useQueryClient();
  const rotation = useMutation({
    mutationFn: (fields: RotationFields) =>
      rotateSecret(webhook.id, {
        signature: fields.signature,
        keepOldFor: Number(fields.keepOldFor),
        ...ownSecretOf(fields.secret),
      }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['webhooks'] }),
    gcTime: 0, // else the answer, and the secret in it, would stay in memory for minutes
  });
  const close = () => {
    // The answer on its way has the secret: without the dialog nobody would see it.
    if (!rotation.isPending) onClose();
  };
  return (
    <Dialog open onOpenChange={close}>
      <DialogContent
        // The secret is gone with the dialog, so a click beside it must not close it.
        onInteractOutside={(event) => {
          if (rotation.isSuccess) event.preventDefault();
        }}
      >
        {rotation.isSuccess ? (
          <>
            <DialogTitle>The secret is rotated</DialogTitle>
            <WhatVerifies webhook={rotation.data} />
            <p className="mt-4">
              {rotation.data.oldSecretValidUntil === null ? (
                'The secret before is not valid any more.'
              ) : (
                <>
                  The secret before is valid until{' '}
                  <AbsoluteTime at={rotation.data.oldSecretValidUntil} />. Until then each delivery
                  is signed with both.
                </>
              )}
            </p>
            <DialogFooter>
              <DialogClose asChild>
                <Button>{rotation.data.secret === null ? 'Close' : 'I have kept it'}</Button>
              </DialogClose>
            </DialogFooter>
          </>
        ) : (
          <RotationForm
            webhook={webhook}
            busy={rotation.isPending}
            error={rotation.error}
            onSubmit={(fields) => rotation.mutate(fields)}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}

interface RotationFormProps {
  webhook: Webhook;
  busy: boolean;
  error: Error | null;
  onSubmit: (fields: RotationFields) => void;
}

function RotationForm({ webhook, busy, error, onSubmit }: RotationFormProps) {
  const form = useForm<RotationFields>({
    resolver: zodResolver(rotationFields),
    defaultValues: { signature: webhook.signature, secret: '', keepOldFor: String(24 * HOUR) },
  });
  const chosen = useWatch({ control: form.control, name: 'signature' });
  const refusal = secretRefusal(error);
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(onSubmit)(event)}>
      <DialogTitle>Rotate the secret</DialogTitle>
      <DialogDescription>
        Deliveries are signed with a new secret from now on, and for a while with the present one
        too, so that the endpoint can be changed meanwhile.
      </DialogDescription>
      <div className="mt-4 space-y-4">
        {webhook.oldSecretValidUntil !== null && (
          <p className="rounded-md border border-warn/40 bg-warn/6 px-3 py-2">
            The secret before the present one is valid until{' '}
            <AbsoluteTime at={webhook.oldSecretValidUntil} />. It ends at once.
          </p>
        )}
        <FormField label="The present secret stays valid for">
          {(field) => (
            <Select {...field} {...form.register('keepOldFor')} className="w-full">
              {TIMES.map(({ seconds, name }) => (
                <option key={seconds} value={seconds}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </FormField>
        <SigningInputs
          chosen={chosen}
          signature={form.register('signature', { onChange: () => form.resetField('secret') })}
          secret={form.register('secret')}
          secretError={form.formState.errors.secret?.message ?? refusal}
        />
      </div>
      {error !== null && refusal === undefined && <ErrorState className="mt-4" error={error} />}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="ghost">Cancel</Button>
        </DialogClose>
        <Button type="submit" disabled={busy}>
          {busy ? 'Rotating…' : 'Rotate'}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** What the relay has against the secret, to be said beside its field. */
function secretRefusal(error: Error | null): string | undefined {
  const errors = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  const ofSecret = errors.find(({ field }) => field === 'secret');
  return ofSecret === undefined ? undefined : `It ${ofSecret.message}.`;
}
