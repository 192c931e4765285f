import * as z from 'zod/mini';
import type { TestEvent } from '@/api/events';
import { isJson } from '@/api/raw-json';

/* It checks what is needed to build the request; the relay checks the rest and names the field. */
export const testEventFields = z.object({
  type: z.string().check(z.trim(), z.minLength(1, 'Enter a type, such as order.created.')),
  data: z.string().check(z.refine(isJson, 'This is not JSON. A text needs quotes around it.')),
  idempotencyKey: z.string(),
  orderingKey: z.string(),
});

export type TestEventFields = z.infer<typeof testEventFields>;

export const FIRST_FIELDS: TestEventFields = {
  type: 'order.created',
  data: '{\n  "id": 9007199254740993,\n  "total": 12.50\n}',
  idempotencyKey: '',
  orderingKey: '',
};

export function testEventOf(fields: TestEventFields): TestEvent {
  return {
    type: fields.type.trim(),
    dataText: fields.data.trim(),
    idempotencyKey: fields.idempotencyKey === '' ? undefined : fields.idempotencyKey,
    orderingKey: fields.orderingKey === '' ? undefined : fields.orderingKey,
  };
}

/** The field of the form that a name in a problem's `errors` means. */
export function fieldNamed(name: string): keyof TestEventFields | undefined {
  if (name === 'Idempotency-Key') return 'idempotencyKey';
  const first = name.split(/[.[]/)[0];
  return Object.keys(FIRST_FIELDS).find((field): field is keyof TestEventFields => field === first);
}
