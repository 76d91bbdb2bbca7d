// How the explorer is built: into dist/explorer, to be served at `/`, compressed twins beside what compresses.

import preact from '@preact/preset-vite';
import { defaultClientConditions, defineConfig } from 'vite';
import { compressed, fontLicenses } from '../build.ts';

const server = process.env['SABHA_URL'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  base: '/',
  // The client is taken as it stands in its folder, not as it would be published.
  resolve: { conditions: ['sabha-source', ...defaultClientConditions] },
  build: {
    outDir: '../dist/explorer',
    emptyOutDir: true,
    target: 'es2022',
    // The Content-Security-Policy allows no `data:` fonts or scripts: every asset is a file.
    assetsInlineLimit: 0,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      checks: { bundlerTimings: false },
      // The first page and those of records are one file: each more would cost a round trip before the first answer.
      output: { advancedChunks: { groups: [{ name: 'first', test: ofFirstPage }] } },
    },
  },
  // `npm run dev` asks a server that runs beside it.
  server: { proxy: { '/graphql': { target: server, ws: true }, '/playground': server, '/export': server, '/favicon.ico': server } },
  plugins: [
    preact(),
    fontLicenses(
      '@fontsource-variable/inter',
      '@fontsource-variable/noto-sans-devanagari',
      '@fontsource-variable/source-serif-4',
      '@fontsource/tiro-devanagari-hindi',
    ),
    compressed(),
  ],
});

function ofFirstPage(id: string): boolean {
  return (
    /node_modules\/(preact|preact-iso|@urql|wonka|gql\.tada|@0no-co)\//.test(id) ||
    /explorer\/src\/(client|frame\/(?!follow)|home\/|language\/|search\/SearchBox|(article|meeting|official|organisation|page|place|policy|state|topic)\/)/.test(id) ||
    /client\/src\/(?!follow|subscription)/.test(id)
  );
}
