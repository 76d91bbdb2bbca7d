// What both builds do besides bundling: licences travel with the fonts, and each text asset has its compressed twins.

import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** The fonts' licences must travel with them; Vite's own list knows scripts only. Packages as in `node_modules`. */
export function fontLicenses(...packages: string[]): Plugin {
  return {
    name: 'sabha-font-licenses',
    apply: 'build',
    generateBundle() {
      const texts = packages.map((it) => readFileSync(`${import.meta.dirname}/node_modules/${it}/LICENSE`, 'utf8'));
      this.emitFile({ type: 'asset', fileName: 'font-licenses.txt', source: texts.join('\n\n') });
    },
  };
}

const coders = { br: promisify(brotliCompress), gz: promisify<Buffer, Buffer>(gzip) };

/** Writes `X.br` and `X.gz` beside each text asset X that they make smaller, so that the server compresses nothing at run time. */
export function compressed(): Plugin {
  return {
    name: 'sabha-compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((it) => /\.(css|html|js|md|svg|ttf|txt)$/.test(it));
      await Promise.all(names.map(async (name) => {
        const text = await readFile(join(dir, name));
        for (const [ending, code] of Object.entries(coders)) {
          const small = await code(text);
          if (small.length < text.length) await writeFile(join(dir, `${name}.${ending}`), small);
        }
      }));
    },
  };
}
