import * as z from 'zod/mini';
import { oneOf } from '@/router/search-fields';

/** The number of an attempt, from 1. */
const attemptNumber = z.catch(z.optional(z.string().check(z.regex(/^[1-9]\d{0,8}$/))), undefined);

export const deliverySearch = z.object({
  /** The attempt that is shown; the latest one if absent. */
  attempt: attemptNumber,
  tab: oneOf(['response', 'request', 'difference']),
  /** The attempt that it is compared with; the one before if absent. */
  with: attemptNumber,
  layout: oneOf(['sent']),
  dialog: oneOf(['retry', 'cancel']),
});

export type DeliverySearch = z.infer<typeof deliverySearch>;
