import { defineConfig } from '@playwright/test';
import config from './playwright.config';

/** Makes the pictures of the README, from a relay that is fresh: see `screenshots.ts`. */
export default defineConfig(config, {
  testMatch: 'screenshots.ts',
  outputDir: '../target/screenshots',
  timeout: 90 * 60_000,
  use: { timezoneId: 'UTC', viewport: { width: 1360, height: 850 } },
});
