import * as z from 'zod/mini';
import { instant, oneOf, text } from '@/router/search-fields';

export const eventsSearch = z.object({
  type: text,
  from: instant,
  to: instant,
  cursor: text,
  dialog: oneOf(['send']),
});

export type EventsSearch = z.infer<typeof eventsSearch>;
