import { createHmac } from 'node:crypto';
import type { Received } from './receiver';
import { person, relay } from './relay';
import { expect, logIn, test } from './test';

test.describe('from the login to the delivery', () => {
  // That nobody is logged in, and that the password is wrong, are two.
  test.use({ expectedErrors: /status of 401/ });

  test('an operator registers a webhook, posts an event, sees it fail and mends it', async ({
    page,
    receiver,
  }) => {
    const type = relay.newType();
    receiver.answers(503, 'the shop is closed');

    await page.goto('/');
    await logIn(page, { ...person(), password: 'not the password' });
    await expect(page.getByRole('alert')).toContainText('the password is wrong');
    await logIn(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();

    const pages = page.getByRole('navigation', { name: 'Pages of the dashboard' });
    await pages.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('link', { name: 'Register' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Endpoint URL').fill(receiver.url);
    await dialog.getByLabel('Event types').fill(type);
    await dialog.getByRole('button', { name: 'Register' }).click();
    await expect(dialog).toContainText('It is not shown again.');
    const secret = await dialog.getByText(/^whsec_/).innerText();
    await dialog.getByRole('link', { name: 'I have kept it' }).click();
    await expect(page.getByRole('heading', { level: 1, name: receiver.url })).toBeVisible();

    await pages.getByRole('link', { name: 'Events' }).click();
    await page.getByRole('link', { name: 'Send a test event' }).first().click();
    await dialog.getByLabel('Type').fill(type);
    await dialog.getByLabel('Data').fill('{"order": 9007199254740993}');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByRole('heading', { level: 1, name: type })).toBeVisible();
    await expect(page.getByText('9007199254740993')).toBeVisible();
    const row = page.getByRole('table', { name: 'Deliveries' }).getByRole('row').last();
    await expect(row).toContainText('Retrying');

    await row.getByRole('link', { name: /^dlv_/ }).click();
    await expect(page.getByText('The endpoint failed (503): see its answer')).toBeVisible();
    await expect(page.getByText('the shop is closed')).toBeVisible();
    await expect(page.getByText(/^Attempt 2 in \d/)).toBeVisible();

    receiver.answers(200, 'thank you');
    await page.getByRole('button', { name: 'Retry now' }).click();
    await expect(page.getByText('It is attempted now')).toBeVisible();
    await expect(page.getByText('Succeeded').first()).toBeVisible();
    await page.getByRole('button', { name: 'Difference' }).click();
    const difference = page.getByRole('region', { name: 'Difference of the bodies' });
    await expect(difference).toContainText('gone: the shop is closed');
    await expect(difference).toContainText('new: thank you');

    const [first, second] = receiver.requests;
    expect(receiver.requests).toHaveLength(2);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    for (const request of receiver.requests) {
      expect(request.body).toContain('"order": 9007199254740993');
      expect(request.headers['webhook-signature']).toBe(signatureOf(request, secret));
    }
  });
});

/** As https://www.standardwebhooks.com has it. */
function signatureOf({ headers, body }: Received, secret: string): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}
