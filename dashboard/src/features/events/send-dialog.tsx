import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { ProblemError } from '@/api/errors';
import { postEvent } from '@/api/events';
import { ErrorState } from '@/components/error-state';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
} from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { FormField } from '@/components/form-field';
import {
  fieldNamed,
  FIRST_FIELDS,
  testEventFields,
  testEventOf,
  type TestEventFields,
} from './test-event-fields';

/** Posts an event as a service would: to every webhook that matches its type. */
export function SendDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useForm<TestEventFields>({
    resolver: zodResolver(testEventFields),
    defaultValues: FIRST_FIELDS,
  });
  const sending = useMutation({
    mutationFn: (fields: TestEventFields) => postEvent(testEventOf(fields)),
    onSuccess: async ({ id }) => {
      toast.success('The event is accepted');
      await navigate({ to: '/events/$eventId', params: { eventId: id }, replace: true });
      await queries.invalidateQueries({ queryKey: ['events', 'list'] });
    },
    onError: (error) => {
      for (const { field, message } of fieldErrors(error)) {
        const name = fieldNamed(field);
        if (name !== undefined) {
          form.setError(name, { message: `It ${message}.` }, { shouldFocus: true });
        }
      }
    },
  });
  const besideFields =
    fieldErrors(sending.error).length > 0 &&
    fieldErrors(sending.error).every(({ field }) => fieldNamed(field) !== undefined);
  const { errors } = form.formState;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <DialogTitle>Send a test event</DialogTitle>
        <DialogDescription>
          It is posted as a service would post it, and goes to every webhook that matches its type.
        </DialogDescription>
        <form
          noValidate
          className="mt-4 space-y-4"
          onSubmit={(event) => void form.handleSubmit((fields) => sending.mutate(fields))(event)}
        >
          <FormField label="Type" error={errors.type?.message}>
            {(field) => (
              <Input
                {...field}
                {...form.register('type')}
                className="font-mono text-[12.5px]"
                autoCapitalize="none"
                spellCheck={false}
              />
            )}
          </FormField>
          <FormField
            label="Data"
            hint="Any JSON value. It is sent character for character."
            error={errors.data?.message}
          >
            {(field) => (
              <Textarea
                {...field}
                {...form.register('data')}
                className="max-h-80 min-h-28 font-mono text-[12.5px] leading-relaxed"
                autoCapitalize="none"
                spellCheck={false}
              />
            )}
          </FormField>
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField
              label="Idempotency key"
              optional
              hint="The same key and event are accepted once."
              error={errors.idempotencyKey?.message}
            >
              {(field) => (
                <Input
                  {...field}
                  {...form.register('idempotencyKey')}
                  className="font-mono text-[12.5px]"
                  autoComplete="off"
                  spellCheck={false}
                />
              )}
            </FormField>
            <FormField
              label="Ordering key"
              optional
              hint="Events with the same key go one after another."
              error={errors.orderingKey?.message}
            >
              {(field) => (
                <Input
                  {...field}
                  {...form.register('orderingKey')}
                  className="font-mono text-[12.5px]"
                  autoComplete="off"
                  spellCheck={false}
                />
              )}
            </FormField>
          </div>
          {sending.isError && !besideFields && <ErrorState error={sending.error} />}
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="ghost">Cancel</Button>
            </DialogClose>
            <Button type="submit" disabled={sending.isPending}>
              {sending.isPending ? 'Sending…' : 'Send'}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function fieldErrors(error: unknown) {
  return error instanceof ProblemError ? (error.problem.errors ?? []) : [];
}
