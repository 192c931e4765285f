import * as z from 'zod/mini';
import { oneOf, text } from '@/router/search-fields';

export const peopleSearch = z.object({
  cursor: text,
  dialog: oneOf(['add', 'role', 'password', 'delete']),
  /** The one who is changed or deleted. */
  person: text,
});
