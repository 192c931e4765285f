import { expect } from '@playwright/test';
import type { Receiver } from './receiver';
import { relay } from './relay';

/** What an endpoint answers for its deliveries to come to a state. */
const ANSWERS = { succeeded: 200, retrying: 503, exhausted: 410 } as const;

/** Waits for so many deliveries in a state, to a webhook and of a type that no other test has. */
export async function deliveries(receiver: Receiver, many: number, state: keyof typeof ANSWERS) {
  const type = relay.newType();
  const webhook = await relay.register(receiver.url, [type]);
  receiver.answers(ANSWERS[state]);
  await relay.postMany(type, many);
  await expect
    .poll(
      async () => {
        // A 410 disables the webhook, and what waits is held.
        if (state === 'exhausted') await relay.enable(webhook);
        return relay.count(webhook, state);
      },
      { timeout: 30_000 },
    )
    .toBe(many);
  if (state === 'exhausted') await relay.enable(webhook);
  return { type, webhook };
}
