import { relay } from './relay';
import { expect, logIn, test } from './test';

/** Of the same relay, behind a proxy that serves it below a path, such as `http://127.0.0.1:8000/relay`. */
const below = process.env.RELAY_BASE_PATH_URL;

test.describe('below a base path', () => {
  test.skip(below === undefined, 'RELAY_BASE_PATH_URL names no relay.');
  // That nobody is logged in yet.
  test.use({ expectedErrors: /status of 401/ });

  test('an operator logs in, sees what is new, and everything is asked for below it', async ({
    page,
  }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const type = relay.newType();

    await page.goto(`${below}/`);
    await logIn(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
    const pages = page.getByRole('navigation', { name: 'Pages of the dashboard' });
    await pages.getByRole('link', { name: 'Events' }).click();
    await expect(page).toHaveURL(`${below}/ui/events`);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Events' })).toBeVisible();
    const event = await relay.post(type);
    await page.getByRole('row').filter({ hasText: type }).getByRole('link').first().click();
    await expect(page).toHaveURL(`${below}/ui/events/${event}`);

    await page.getByRole('link', { name: 'Skip to the page' }).press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await expect(page).toHaveURL(`${below}/ui/events/${event}`);

    await page.goto(`${below}/docs`);
    await page.getByRole('button', { name: '/session/providers' }).first().click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    const answer = page.waitForResponse(`${below}/session/providers`);
    await page.getByRole('button', { name: 'Execute' }).click();
    expect((await answer).status()).toBe(200);

    expect(asked.filter((url) => !url.startsWith(`${below}/`) && !url.startsWith('data:'))).toEqual(
      [],
    );
  });
});
