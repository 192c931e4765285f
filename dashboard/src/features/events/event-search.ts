import * as z from 'zod/mini';
import { oneOf } from '@/router/search-fields';

export const eventSearch = z.object({ layout: oneOf(['sent']), dialog: oneOf(['replay']) });
