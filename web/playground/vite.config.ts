// How the playground is built: into dist/playground, to be served at /playground, brotli files beside what compresses.

import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

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
  plugins: [fontLicenses('fira-code', 'noto-sans-devanagari', 'roboto'), brotli()],
});

/** The fonts' licences must travel with them; Vite's own list knows scripts only. */
function fontLicenses(...fonts: string[]): Plugin {
  return {
    name: 'sabha-font-licenses',
    apply: 'build',
    generateBundle() {
      const texts = fonts.map((it) => readFileSync(`${import.meta.dirname}/../node_modules/@fontsource-variable/${it}/LICENSE`, 'utf8'));
      this.emitFile({ type: 'asset', fileName: 'font-licenses.txt', source: texts.join('\n\n') });
    },
  };
}

/** Writes `X.br` beside each text asset X that it makes smaller, so that the server compresses nothing at run time. */
function brotli(): Plugin {
  return {
    name: 'sabha-brotli',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((it) => /\.(css|html|js|md|svg|ttf|txt)$/.test(it));
      await Promise.all(names.map(async (name) => {
        const text = await readFile(join(dir, name));
        const small = await promisify(brotliCompress)(text);
        if (small.length < text.length) await writeFile(join(dir, `${name}.br`), small);
      }));
    },
  };
}
