// Runs every audit of graphql-http against the URL given, names those that fail, and prints `N passed, N failed`.
import { serverAudits } from 'graphql-http';

const url = process.argv[2];
if (!url) {
  console.error('usage: node audit.mjs URL, e.g. http://127.0.0.1:8000/graphql');
  process.exit(2);
}

let passed = 0;
let failed = 0;
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  const result = await audit.fn().catch((reason) => ({ status: 'error', reason: String(reason) }));
  if (result.status === 'ok') {
    passed += 1;
  } else {
    failed += 1;
    console.error(`${audit.id} ${audit.name}: ${result.reason}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
