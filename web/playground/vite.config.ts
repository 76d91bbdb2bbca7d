// How the playground is built: into dist/playground, to be served at /playground, compressed twins beside what compresses.

import { defineConfig } from 'vite';
import { compressed, fontLicenses } from '../build.ts';

export default defineConfig({
  // Absolute, because the page is served at `/playground` without a trailing slash.
  base: '/playground/',
  build: {
    outDir: '../dist/playground',
    emptyOutDir: true,
    target: 'es2022',
    // The Content-Security-Policy allows no `data:` fonts or scripts: every asset is a file.
    assetsInlineLimit: 0,
    license: { fileName: 'licenses.md' },
    // Monaco is large and loaded once, and `"use client"` means nothing here: warnings that would tell nothing new.
    chunkSizeWarningLimit: 4096,
    rolldownOptions: { checks: { moduleLevelDirective: false, bundlerTimings: false } },
  },
  worker: { format: 'es' },
  // What the GraphQL worker imports: the development server does not look into workers to prepare it.
  optimizeDeps: { include: ['graphql', 'monaco-graphql > picomatch-browser', 'monaco-graphql > graphql-language-service'] },
  // `npm run dev` asks a server that runs beside it.
  server: { proxy: { '/graphql': process.env['SABHA_URL'] ?? 'http://127.0.0.1:8000' } },
  plugins: [
    fontLicenses('@fontsource-variable/fira-code', '@fontsource-variable/noto-sans-devanagari', '@fontsource-variable/roboto'),
    compressed(),
  ],
});
