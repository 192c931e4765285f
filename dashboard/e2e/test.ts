import { test as base, type Page } from '@playwright/test';
import { Receiver } from './receiver';
import { apiKey } from './relay';

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
    await logIn(page);
    await use(page);
  },
});

/** Of the same operator, in the same browser. */
export async function anotherTab(of: Page): Promise<Page> {
  const page = await of.context().newPage();
  await logIn(page);
  return page;
}

async function logIn(page: Page): Promise<void> {
  await page.addInitScript((key) => sessionStorage.setItem('relay.api-key', key), apiKey());
}
