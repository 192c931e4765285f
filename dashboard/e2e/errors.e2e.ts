import type { Route } from '@playwright/test';
import { apiService, relay } from './relay';
import { expect, test } from './test';

// The browser itself puts each request that failed on the console.
test.use({ expectedErrors: /^Failed to load resource|ERR_CONNECTION|ERR_INCOMPLETE/ });

test('a relay that is down is said to be down, and is never an empty list', async ({
  operator: page,
  receiver,
}) => {
  test.setTimeout(180_000);
  const type = relay.newType();
  await relay.register(receiver.url, [type]);
  await relay.post(type);
  await page.goto('/ui/deliveries');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: type })).toBeVisible();

  await apiService.stop();
  try {
    await expect(page.getByText('Reconnecting')).toBeVisible();
    const pages = page.getByRole('navigation', { name: 'Pages of the dashboard' });
    for (const name of ['Overview', 'Events', 'Webhooks', 'Deliveries']) {
      await pages.getByRole('link', { name }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      await expect(page.getByRole('alert').first()).toContainText('The relay does not answer');
      await expect(page.getByText(/yet$|No .* match/)).toHaveCount(0);
    }
    // What was read before stays in view, with its age.
    await expect(page.getByRole('row').filter({ hasText: type })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('What you see was read');
    await pages.getByRole('link', { name: 'Events' }).click();
  } finally {
    await apiService.start();
  }

  // By itself: it connects again after a pause, and reads again what it could not.
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('row').filter({ hasText: type })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

// These two are made at the browser's edge, since the relay answers so only when it is ill.

test('a fault of the relay shows its reference, and can be tried again', async ({
  operator: page,
}) => {
  const list = '**/webhooks?*';
  const reference = '0199f2d4-0000-7000-8000-000000000001';
  const fault = (route: Route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      json: {
        type: 'urn:relay:problem:internal',
        title: 'Something went wrong',
        status: 500,
        detail: `Tell the operator of the relay this reference: ${reference}`,
      },
    });
  await page.route(list, fault);
  await page.goto('/ui/webhooks');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Something went wrong');
  await expect(alert).toContainText(reference);
  // Else it would mend itself with the next news.
  await page.getByRole('button', { name: 'Pause live updates' }).click();
  await page.unroute(list, fault);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: 'Webhooks' })).toBeVisible();
});

test('a slow relay is said to be slow', async ({ operator: page }) => {
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(
    ({ pathname }) => pathname === '/events',
    async (route) => {
      await held;
      await route.continue();
    },
  );
  await page.goto('/ui/events');
  await expect(page.getByText('The relay is slow to answer; still waiting.')).toBeVisible();
  answer();
  await expect(page.getByText('The relay is slow to answer')).toHaveCount(0);
});

test.describe('of a session that has ended', () => {
  test('the operator is asked to log in again', async ({ operator: page }) => {
    await page.goto('/ui/deliveries?state=exhausted');
    await expect(page.getByRole('heading', { level: 1, name: 'Deliveries' })).toBeVisible();
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await expect(page.getByRole('alert')).toContainText('Your session has ended');
  });
});
