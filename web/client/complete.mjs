// What the package holds besides what tsc makes: the schema, its types, and the licences, which stand elsewhere in the repository.

import { copyFileSync, mkdirSync } from 'node:fs';

const here = new URL('./', import.meta.url);
mkdirSync(new URL('dist/generated', here), { recursive: true });
for (const [from, to] of [
  ['src/generated/introspection.d.ts', 'dist/generated/introspection.d.ts'],
  ['../../api/schema.graphql', 'dist/schema.graphql'],
  ['../../LICENSE-APACHE', 'LICENSE-APACHE'],
  ['../../LICENSE-MIT', 'LICENSE-MIT'],
]) {
  copyFileSync(new URL(from, here), new URL(to, here));
}
