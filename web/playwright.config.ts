// How the browser tests run: Debian's Chromium, nothing reachable but this machine, against the server at SABHA_URL.

import { defineConfig } from '@playwright/test';

export default defineConfig({
  testMatch: '*/test/*.spec.ts',
  outputDir: 'node_modules/.playwright',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  reporter: 'list',
  use: {
    baseURL: process.env['SABHA_URL'] ?? 'http://127.0.0.1:8000',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
    },
  },
});
