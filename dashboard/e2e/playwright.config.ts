import { defineConfig } from '@playwright/test';
import { findChromium } from './chromium';
import { relayUrl } from './relay';

const { executablePath, env } = findChromium();

export default defineConfig({
  testMatch: '*.e2e.ts',
  outputDir: '../target/e2e',
  // One relay, which some of the tests stop.
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: relayUrl,
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      // Root, as in a container, has no sandbox; what is opened is the relay's own pages.
      chromiumSandbox: process.getuid?.() !== 0,
      env: { ...(process.env as Record<string, string>), ...env },
    },
  },
});
