import { deliveries } from './deliveries';
import { expect, test } from './test';

test('all exhausted deliveries of a webhook are retried, and the report says so', async ({
  operator: page,
  receiver,
}) => {
  const { webhook } = await deliveries(receiver, 12, 'exhausted');

  await page.goto(`/ui/deliveries?webhookId=${webhook}`);
  const states = page.getByRole('navigation', { name: 'States' });
  await states.getByRole('link', { name: 'Exhausted' }).click();
  await expect(states.getByRole('link', { name: /Exhausted\s*12/ })).toBeVisible();
  receiver.answers(200);
  await page.getByRole('link', { name: 'Retry all exhausted…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('12 deliveries match');
  await dialog.getByRole('button', { name: 'Retry' }).click();
  await expect(dialog.getByRole('heading')).toHaveText('Retried 12 deliveries');
  await expect(dialog).toContainText('All 12 were gone through');

  const report = page.url();
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  await expect(page.getByText('No delivery matches')).toBeVisible();
  await expect(states.getByRole('link', { name: /Succeeded\s*12/ })).toBeVisible();
  await page.goto(report);
  await expect(dialog.getByRole('heading')).toHaveText('Retried 12 deliveries');
});

test('selected deliveries are cancelled, and the others are left alone', async ({
  operator: page,
  receiver,
}) => {
  const { webhook } = await deliveries(receiver, 3, 'retrying');

  await page.goto(`/ui/deliveries?webhookId=${webhook}`);
  await page
    .getByRole('checkbox', { name: /^Select dlv_/ })
    .nth(0)
    .check();
  await page
    .getByRole('checkbox', { name: /^Select dlv_/ })
    .nth(1)
    .check();
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByRole('link', { name: 'Cancel…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cancel deliveries' }).click();
  await expect(dialog.getByRole('heading')).toHaveText('Cancelled 2 deliveries');
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  await expect(page.getByRole('row').filter({ hasText: 'Cancelled' })).toHaveCount(2);
  await expect(page.getByRole('row').filter({ hasText: 'Retrying' })).toHaveCount(1);
});
