import * as z from 'zod/mini';
import { instant, oneOf, text } from '@/router/search-fields';

export const deliveriesSearch = z.object({
  state: oneOf(['pending', 'in_flight', 'retrying', 'succeeded', 'exhausted', 'cancelled']),
  webhookId: text,
  eventId: text,
  from: instant,
  to: instant,
  cursor: text,
  /** The preview of what is to be done to the selection, or to all that the filters match. */
  dialog: oneOf(['retry', 'cancel']),
  /** A bulk action whose progress or report is shown. */
  bulk: text,
});

export type DeliveriesSearch = z.infer<typeof deliveriesSearch>;
