// Checks a schema: it is valid (graphql-js), Relay can use it (relay.mjs), it is well written (lint.mjs).
// Names each check that fails with its places, and ends with `N passed, N failed`.
import { readFile } from 'node:fs/promises';
import { buildSchema, lexicographicSortSchema, printSchema, validateSchema } from 'graphql';
import { lint } from './lint.mjs';
import { relay } from './relay.mjs';

const file = process.argv[2];
if (!file) {
  console.error('usage: node check.mjs FILE, e.g. node check.mjs ../../api/schema.graphql');
  process.exit(2);
}
const sdl = await readFile(file, 'utf8');

/** Each check has a name and the faults that it found, as lines to read. */
const checks = [valid(sdl)];
if (checks[0].faults.length === 0) {
  const schema = buildSchema(sdl);
  checks.push(stable(schema), ...relay(schema), ...(await lint(sdl)));
}

const failed = checks.filter(({ faults }) => faults.length > 0);
for (const { name, faults } of failed) {
  console.error(`${name}:`);
  for (const fault of faults) console.error(`  ${fault}`);
}
console.log(`${checks.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);

function valid(sdl) {
  const name = 'graphql-js builds and validates the schema';
  try {
    return { name, faults: validateSchema(buildSchema(sdl, { assumeValid: false })).map(String) };
  } catch (error) {
    return { name, faults: [String(error)] };
  }
}

/** Printed and read again it is the same schema: nothing in it is lost to tools that print it anew. */
function stable(schema) {
  const print = (some) => printSchema(lexicographicSortSchema(some));
  const same = print(buildSchema(printSchema(schema))) === print(schema);
  return { name: 'graphql-js prints and reads it back', faults: same ? [] : ['what comes back differs'] };
}
