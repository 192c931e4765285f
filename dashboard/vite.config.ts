import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Where `npm run dev` finds the API: a running `./relay up`, or the relay that RELAY_URL names.
const relay = process.env.RELAY_URL ?? 'http://localhost:8080';

export default defineConfig({
  // Where it is served is known to the server alone, which names it in the page.
  base: './',
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    proxy: {
      '^/(events|webhooks|deliveries|logs|overview|search|stream|bulk-actions|session|oauth2|login|people|docs|openapi.yaml)':
        {
          target: relay,
          changeOrigin: true,
        },
    },
  },
  // The limit on size that counts is the one of build/check-first-load.mjs.
  build: { manifest: true, target: 'es2023', chunkSizeWarningLimit: 700 },
  test: {
    alias: [
      {
        find: /^uplot$/,
        replacement: fileURLToPath(new URL('./src/testing/no-canvas.ts', import.meta.url)),
      },
    ],
    // Ends a test that hangs. A test takes about a second, and up to 18 s beside other builds.
    testTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: true,
    // Loading the modules again for each file doubles the time of the tests; setup.ts resets what they share.
    isolate: false,
    maxWorkers: '100%',
    reporters: ['default', ['junit', { outputFile: 'target/test-reports/TEST-dashboard.xml' }]],
    projects: [
      { extends: true, test: { name: 'logic', include: ['src/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'pages',
          include: ['src/**/*.test.tsx'],
          environment: 'jsdom',
          environmentOptions: { jsdom: { html: '<!doctype html><base href="/ui/">' } },
          setupFiles: ['src/testing/setup.ts'],
        },
      },
    ],
  },
});
