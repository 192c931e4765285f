import * as z from 'zod/mini';
import { oneOf, range, text } from '@/router/search-fields';

export const webhooksSearch = z.object({
  range,
  cursor: text,
  dialog: oneOf(['register', 'edit', 'delete']),
  /** The one that is edited or deleted. */
  webhook: text,
});
