import * as z from 'zod/mini';
import { oneOf, range } from '@/router/search-fields';

export const webhookSearch = z.object({ range, dialog: oneOf(['edit', 'rotate', 'delete']) });
