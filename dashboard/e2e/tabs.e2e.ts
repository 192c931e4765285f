import { relay } from './relay';
import { anotherTab, expect, logIn, test } from './test';

test.describe('two tabs of one browser', () => {
  // What the first tab still asks for is refused, and the page that it is on is not one of the other tenant.
  test.use({ expectedErrors: /status of 40[134]/ });

  test('both are the one who has logged in last, and nothing is changed for the other', async ({
    operator: first,
    receiver,
  }) => {
    const globex = await relay.newTenant();
    const grace = await globex.addPerson('admin');
    const type = relay.newType();
    const webhook = await relay.register(receiver.url, [type]);

    await first.goto(`/ui/webhooks/${webhook}`);
    await expect(first.getByRole('heading', { level: 1, name: receiver.url })).toBeVisible();

    const second = await anotherTab(first);
    await second.goto('/ui/webhooks');
    await second.getByRole('button', { name: 'Preferences' }).click();
    await second.getByRole('button', { name: 'Log out' }).click();
    await logIn(second, grace);
    await expect(second.getByText(`${grace.userName} · admin`)).toBeVisible();

    await expect(first.getByText(`${grace.userName} · admin`)).toBeVisible();
    await expect(first.getByText(receiver.url)).toHaveCount(0);
    expect(await relay.isEnabled(webhook)).toBe(true);
    await relay.deleteWebhook(webhook);
  });
});
