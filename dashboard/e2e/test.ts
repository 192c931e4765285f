import { test as base, type Page } from '@playwright/test';
import { Receiver } from './receiver';
import { person, relayUrl } from './relay';

export { expect } from '@playwright/test';

interface Fixtures {
  receiver: Receiver;
  /** Whose console says nothing wrong, except for what the test has `expectedErrors` for. */
  page: Page;
  expectedErrors: RegExp | undefined;
  /** Logged in before the first page opens. */
  operator: Page;
}

export const test = base.extend<Fixtures>({
  expectedErrors: [undefined, { option: true }],

  receiver: async ({}, use) => {
    const receiver = await Receiver.start();
    await use(receiver);
    await receiver.close();
  },

  page: async ({ page, expectedErrors }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
    });
    await use(page);
    const unexpected = errors.filter((error) => expectedErrors?.test(error) !== true);
    base.expect(unexpected, 'on the console').toEqual([]);
  },

  operator: async ({ page }, use) => {
    await logInAhead(page);
    await use(page);
  },
});

/** Of the same operator, in the same browser, which is logged in. */
export function anotherTab(of: Page): Promise<Page> {
  return of.context().newPage();
}

/** By the form. */
export async function logIn(page: Page, { userName, password } = person()): Promise<void> {
  await page.getByLabel('User name').fill(userName);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Without a page, whose console would show as an error that nobody was logged in. */
async function logInAhead(page: Page): Promise<void> {
  const { request } = page.context();
  await request.get(`${relayUrl}/session`);
  const cookies = await page.context().cookies(relayUrl);
  const proof = cookies.find(({ name }) => name === 'XSRF-TOKEN')?.value ?? '';
  const answer = await request.post(`${relayUrl}/session`, {
    headers: { 'X-XSRF-TOKEN': proof },
    data: person(),
  });
  base.expect(answer.status()).toBe(200);
}
