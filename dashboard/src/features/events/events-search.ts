import * as z from 'zod/mini';
import { instant, oneOf, text } from '@/router/search-fields';

export const eventsSearch = z.object({
  type: text,
  status: oneOf([
    'waiting',
    'pending',
    'in_flight',
    'retrying',
    'succeeded',
    'exhausted',
    'cancelled',
    'unmatched',
  ]),
  from: instant,
  to: instant,
  cursor: text,
  dialog: oneOf(['send']),
});

export type EventsSearch = z.infer<typeof eventsSearch>;
