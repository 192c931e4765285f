import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { relay } from './relay';
import { Receiver } from './receiver';
import { expect, test } from './test';

/** Every page and what opens on it, with the level 1 heading or the title of the dialog. */
const VIEWS: readonly { path: string; heading: string | RegExp; dialog?: boolean }[] = [
  { path: '/ui/', heading: 'Overview' },
  { path: '/ui/events', heading: 'Events' },
  { path: '/ui/events?dialog=send', heading: 'Send a test event', dialog: true },
  { path: '/ui/events/$event', heading: /^test\./ },
  { path: '/ui/events/$event?dialog=replay', heading: /^Replay/, dialog: true },
  { path: '/ui/deliveries', heading: 'Deliveries' },
  { path: '/ui/deliveries?state=retrying&dialog=cancel', heading: /^Cancel/, dialog: true },
  { path: '/ui/deliveries/$delivery', heading: /^test\./ },
  { path: '/ui/deliveries/$delivery?tab=request', heading: /^test\./ },
  { path: '/ui/deliveries/$delivery?tab=difference', heading: /^test\./ },
  { path: '/ui/webhooks', heading: 'Webhooks' },
  { path: '/ui/webhooks?dialog=register', heading: 'Register a webhook', dialog: true },
  { path: '/ui/webhooks/$webhook', heading: /^http/ },
  { path: '/ui/webhooks/$webhook?dialog=edit', heading: /^Edit/, dialog: true },
  { path: '/ui/webhooks/$webhook?dialog=rotate', heading: /^Rotate/, dialog: true },
  { path: '/ui/webhooks/$webhook?dialog=delete', heading: /^Delete/, dialog: true },
  { path: '/ui/keys', heading: 'API keys' },
  { path: '/ui/keys?dialog=make', heading: 'Make an API key', dialog: true },
  { path: '/ui/keys?dialog=rotate&key=$key', heading: /^Rotate/, dialog: true },
  { path: '/ui/keys?dialog=revoke&key=$key', heading: /^Revoke/, dialog: true },
  { path: '/ui/people', heading: 'People' },
  { path: '/ui/people?dialog=add', heading: 'Add a person', dialog: true },
  { path: '/ui/audit', heading: 'Audit' },
  { path: '/ui/no-such-page', heading: /./ },
];
const THEMES = ['light', 'dark'] as const;
let ids: Record<string, string>;

test.beforeAll(async () => {
  const receiver = await Receiver.start();
  receiver.answers(503, '{"error": "closed"}');
  const type = relay.newType();
  const webhook = await relay.register(receiver.url, [type]);
  const event = await relay.post(type, { id: 1 });
  await expect.poll(() => relay.count(webhook, 'retrying')).toBe(1);
  const delivery = await relay.deliveryOf(event);
  await relay.retry(delivery);
  await expect.poll(() => relay.attempts(delivery)).toBe(2);

  // What has been deleted is still named by its deliveries.
  const goneType = relay.newType();
  const gone = await relay.register(receiver.url, [goneType]);
  await relay.post(goneType);
  await expect.poll(() => relay.count(gone, 'retrying')).toBe(1);
  await relay.deleteWebhook(gone);
  await receiver.close();
  ids = { webhook, event, delivery, key: await relay.makeKey('Pages') };
});

for (const theme of THEMES) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test('no page has anything that keeps someone out', async ({ operator: page }) => {
      test.setTimeout(180_000);
      for (const { path, heading, dialog } of VIEWS) {
        await page.goto(path.replace(/\$(\w+)/g, (_, name: string) => ids[name] ?? ''));
        const within = dialog === true ? page.getByRole('dialog') : page.getByRole('main');
        await expect(within.getByRole('heading', { name: heading }).first(), path).toBeVisible();
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
        expect.soft(await violations(page), path).toEqual([]);
      }
    });

    test.describe('before the login', () => {
      // The page asks whether somebody is logged in.
      test.use({ expectedErrors: /status of 401/ });

      test('neither has the login', async ({ page }) => {
        await page.goto('/ui/');
        await expect(page.getByRole('heading', { level: 1, name: 'Webhook relay' })).toBeVisible();
        expect(await violations(page)).toEqual([]);
      });
    });
  });
}

/** What axe has against the page as it is now. */
async function violations(page: Page) {
  await page.evaluate(axe.source);
  const result = await page.evaluate(() => window.axe.run());
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({ id, help, at: String(target), failureSummary })),
  );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
