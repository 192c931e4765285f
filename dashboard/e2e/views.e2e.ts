import type { Page } from '@playwright/test';
import { deliveries } from './deliveries';
import { relay } from './relay';
import { anotherTab, expect, test } from './test';

const isDark = (page: Page) =>
  page.evaluate(() => document.documentElement.classList.contains('dark'));

test('the theme follows the system until one is chosen, which is kept', async ({
  operator: page,
}) => {
  await page.goto('/ui/');
  expect(await isDark(page)).toBe(false);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => isDark(page)).toBe(true);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => isDark(page)).toBe(false);

  await page.getByRole('button', { name: /^Preferences/ }).click();
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect.poll(() => isDark(page)).toBe(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  expect(await isDark(page)).toBe(true);
});

test('back, forward, reload and a shared address give the same view', async ({
  operator: page,
  receiver,
}) => {
  const { webhook } = await deliveries(receiver, 2, 'exhausted');
  const exhausted = page.getByRole('row').filter({ hasText: 'Exhausted' });

  await page.goto(`/ui/deliveries?webhookId=${webhook}`);
  await expect(exhausted).toHaveCount(2);
  const states = page.getByRole('navigation', { name: 'States' });
  await states.getByRole('link', { name: 'Succeeded' }).click();
  await expect(page.getByText('No delivery matches')).toBeVisible();
  await states.getByRole('link', { name: 'Exhausted' }).click();
  await expect(exhausted).toHaveCount(2);
  await page.goBack();
  await expect(page.getByText('No delivery matches')).toBeVisible();
  await page.goBack();
  await expect(exhausted).toHaveCount(2);
  await page.goForward();
  await expect(page.getByText('No delivery matches')).toBeVisible();
  await page.goForward();
  await expect(exhausted).toHaveCount(2);
  await page.reload();
  await expect(exhausted).toHaveCount(2);

  const shared = await anotherTab(page);
  await shared.goto(page.url());
  await expect(shared.getByRole('row').filter({ hasText: 'Exhausted' })).toHaveCount(2);
});

test('new rows come by themselves, not while paused, and not into a later page', async ({
  operator: page,
  receiver,
}) => {
  const { type, webhook } = await deliveries(receiver, 60, 'succeeded');
  const address = `/ui/deliveries?webhookId=${webhook}`;
  await page.goto(address);
  const live = await anotherTab(page);
  await live.goto(address);
  const newest = (of: Page) => of.getByRole('row').nth(1).getByRole('link', { name: /^dlv_/ });
  const before = await newest(page).innerText();
  await expect(newest(live)).toHaveText(before);

  await page.getByRole('button', { name: 'Pause live updates' }).click();
  await expect(page.getByText('Paused')).toBeVisible();
  await relay.post(type);
  await expect(newest(live)).not.toHaveText(before);
  await expect(newest(page)).toHaveText(before);
  await page.getByRole('button', { name: 'Resume live updates' }).click();
  await expect(newest(page)).not.toHaveText(before);

  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page.getByRole('row')).not.toHaveCount(51);
  const older = await newest(page).innerText();
  const first = await newest(live).innerText();
  await relay.post(type);
  await expect(newest(live)).not.toHaveText(first);
  await expect(newest(page)).toHaveText(older);
});

test('the keyboard finds, goes and helps', async ({ operator: page, receiver }) => {
  const type = relay.newType();
  await relay.register(receiver.url, [type]);
  const event = await relay.post(type);
  await page.goto('/ui/');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(event);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: type })).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page.getByRole('heading', { level: 1, name: 'Deliveries' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Event, webhook or delivery id')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Keyboard shortcuts');
});
