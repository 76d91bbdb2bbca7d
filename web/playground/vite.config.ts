// How the playground is built: into dist/playground, to be served at /playground, compressed twins beside what compresses.

import { defineConfig, type Connect, type Plugin } from 'vite';
import { compressed, fontLicenses } from '../build.ts';
import { mendBuilder } from './mend-builder.ts';

// What the service says with the page, so that `vite preview` shows what it forbids.
const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
  + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const proxy = { '/graphql': { target: process.env['SABHA_URL'] ?? 'http://127.0.0.1:8000', ws: true } };

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
  // `npm run dev` and `vite preview` ask a server that runs beside them.
  server: { proxy },
  preview: { proxy, headers: { 'content-security-policy': policy } },
  plugins: [
    mendBuilder(),
    withoutSlash(),
    fontLicenses('@fontsource-variable/fira-code', '@fontsource-variable/noto-sans-devanagari', '@fontsource-variable/roboto'),
    compressed(),
  ],
});

/** The service has the page at `/playground`; Vite's own servers want a slash behind it. */
function withoutSlash(): Plugin {
  const add: Connect.NextHandleFunction = (request, _, next) => {
    request.url = request.url?.replace(/^\/playground(?=\?|$)/, '/playground/');
    next();
  };
  return {
    name: 'sabha-without-slash',
    configureServer: (server) => void server.middlewares.use(add),
    configurePreviewServer: (server) => void server.middlewares.use(add),
  };
}
