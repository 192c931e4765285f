import * as z from 'zod/mini';

export const eventSearch = z.object({});
