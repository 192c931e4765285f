import * as z from 'zod/mini';
import { instant, text } from '@/router/search-fields';

export const eventsSearch = z.object({ type: text, from: instant, to: instant, cursor: text });
