import * as z from 'zod/mini';

export const deliverySearch = z.object({});
