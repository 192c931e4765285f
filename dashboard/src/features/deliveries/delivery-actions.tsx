import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Ban, RotateCw } from 'lucide-react';
import { toast } from 'sonner';
import { cancelDelivery, retryDelivery, type Delivery, type DeliveryState } from '@/api/deliveries';
import { toastProblem } from '@/components/toast-problem';
import { useCloseDialog } from '@/router/use-close-dialog';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { ScopedButton } from '@/session/scoped-button';

const route = getRouteApi('/deliveries/$deliveryId');
/** What is in flight may wait again when the button is pressed. */
const CAN_BE_CANCELLED: ReadonlySet<DeliveryState> = new Set(['pending', 'retrying', 'in_flight']);

/** What can be done in this state, as far as it is known here; the relay has the last word. */
export function DeliveryActions({ delivery }: { delivery: Delivery }) {
  const queries = useQueryClient();
  const { dialog } = route.useSearch();
  const close = useCloseDialog();
  const changed = () => queries.invalidateQueries({ queryKey: ['deliveries'] });
  const retry = useMutation({
    mutationFn: () => retryDelivery(delivery.id),
    onSuccess: () => {
      toast.success('It is attempted now');
      close();
    },
    onError: (error) => toastProblem('It was not retried', error),
    onSettled: changed,
  });
  const cancel = useMutation({
    mutationFn: () => cancelDelivery(delivery.id),
    onSuccess: () => {
      toast.success('The delivery is cancelled');
      close();
    },
    onError: (error) => toastProblem('It was not cancelled', error),
    onSettled: changed,
  });
  const delivered = delivery.state === 'succeeded';
  return (
    <>
      {delivered ? (
        <ScopedButton needs="deliveries:operate" asChild variant="outline">
          <Link from="/deliveries/$deliveryId" search={(now) => ({ ...now, dialog: 'retry' })}>
            <RotateCw aria-hidden />
            Send again…
          </Link>
        </ScopedButton>
      ) : (
        <ScopedButton
          needs="deliveries:operate"
          disabled={retry.isPending}
          onClick={() => retry.mutate()}
        >
          <RotateCw aria-hidden />
          {retry.isPending ? 'Retrying…' : 'Retry now'}
        </ScopedButton>
      )}
      {CAN_BE_CANCELLED.has(delivery.state) && (
        <ScopedButton needs="deliveries:operate" asChild variant="destructive">
          <Link from="/deliveries/$deliveryId" search={(now) => ({ ...now, dialog: 'cancel' })}>
            <Ban aria-hidden />
            Cancel…
          </Link>
        </ScopedButton>
      )}
      {dialog === 'retry' && (
        <ConfirmDialog
          title="Send it again?"
          description={
            delivered
              ? 'It has arrived. The endpoint gets it a second time, with the same webhook-id, so that it can tell a repeat.'
              : 'It is attempted now. One that has ended starts a new series of attempts.'
          }
          action="Send again"
          keep="Leave it"
          pending={retry.isPending}
          onConfirm={() => retry.mutate()}
          onClose={close}
        />
      )}
      {dialog === 'cancel' && (
        <ConfirmDialog
          title="Cancel this delivery?"
          description="It ends as cancelled, and is not sent unless someone retries it. Only a delivery that waits can be cancelled."
          action="Cancel the delivery"
          keep="Leave it"
          destructive
          pending={cancel.isPending}
          onConfirm={() => cancel.mutate()}
          onClose={close}
        />
      )}
    </>
  );
}
