import * as z from 'zod/mini';
import { instant, oneOf, text } from '@/router/search-fields';

export const deliveriesSearch = z.object({
  state: oneOf(['pending', 'in_flight', 'retrying', 'succeeded', 'exhausted', 'cancelled']),
  webhookId: text,
  eventId: text,
  from: instant,
  to: instant,
  cursor: text,
});
