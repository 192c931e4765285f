import { fileURLToPath } from 'node:url';
import { relay, relayUrl } from './relay';
import { expect, test } from './test';
import { shopFor } from './traffic';

/** The charts need a past. */
const MINUTES = Number(process.env.RELAY_SCREENSHOTS_MINUTES ?? 45);
const FOLDER = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));

test('screenshots of every page in both themes', async ({ browser, operator: page }) => {
  const receivers = await shopFor(MINUTES);
  const { id: delivery, eventId: event, webhookId: webhook } = await relay.newest('retrying');
  await relay.retry(delivery);
  await expect.poll(() => relay.attempts(delivery)).toBe(2);

  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const take = async (name: string, path: string, heading: string | RegExp, of = page) => {
      await of.goto(path);
      await expect(of.getByRole('heading', { name: heading }).first()).toBeVisible();
      await expect(of.locator('[aria-busy=true]')).toHaveCount(0);
      await of.evaluate(() => document.fonts.ready);
      await of.screenshot({ path: `${FOLDER}${name}-${theme}.png`, animations: 'disabled' });
    };
    const login = await browser.newPage({ colorScheme: theme });
    await take('login', `${relayUrl}/ui/`, 'Webhook relay', login);
    await login.close();
    await take('overview', '/ui/?range=1h', 'Overview');
    await take('events', '/ui/events', 'Events');
    await take('event', `/ui/events/${event}`, 'Data');
    await take('deliveries', '/ui/deliveries', 'Deliveries');
    await take(
      'bulk-retry',
      '/ui/deliveries?state=exhausted&dialog=retry',
      'Retry these deliveries?',
    );
    await take('delivery', `/ui/deliveries/${delivery}?attempt=1`, 'Attempt 1');
    await take('difference', `/ui/deliveries/${delivery}?tab=difference`, 'Attempt 2');
    await take('webhooks', '/ui/webhooks?range=1h', 'Webhooks');
    await take('register', '/ui/webhooks?dialog=register', 'Register a webhook');
    await take('webhook', `/ui/webhooks/${webhook}?range=1h`, 'Health');
  }
  await Promise.all(receivers.map((receiver) => receiver.close()));
});
