import * as z from 'zod/mini';
import { oneOf, text } from '@/router/search-fields';

export const keysSearch = z.object({
  cursor: text,
  dialog: oneOf(['make', 'rotate', 'revoke']),
  /** The one that is rotated or revoked. */
  key: text,
});
