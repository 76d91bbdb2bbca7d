// How the unit tests run: Node.js, and real services that each test starts for itself (SABHA_BIN, the folder of the programs).

import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The client as it stands in its folder, as in explorer/vite.config.ts.
  resolve: { conditions: ['sabha-source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['sabha-source', ...defaultServerConditions] } },
  test: { include: ['{client,explorer}/**/*.test.{ts,tsx}'], testTimeout: 30_000, hookTimeout: 60_000 },
});
