import * as z from 'zod/mini';
import { range } from '@/router/search-fields';

export const overviewSearch = z.object({ range });
