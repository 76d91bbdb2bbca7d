// Reads the linked data of an export as a JSON-LD processor does, offline: every word means something, every name is whole,
// plans are told from facts, and two meetings say, triple by triple, what `golden.nq` holds.
// Names each check that fails with its reason, and ends with `N passed, N failed`. `--write` writes the golden file anew.
import { readFile, writeFile } from 'node:fs/promises';
import jsonld from 'jsonld';

const [file, option] = process.argv.slice(2);
if (!file) {
  console.error('usage: node check.mjs FILE [--write]');
  process.exit(2);
}
const golden = new URL('golden.nq', import.meta.url);
const schema = 'https://schema.org/';
const own = 'urn:sabha:vocabulary:';
const shown = ['ambassador-dinner-japan-2025', 'south-korea-arrival-2025'].map((slug) => `urn:sabha:meeting:${slug}`);

// The context is in the document: nothing is fetched.
const documentLoader = (url) => {
  throw new Error(`${url} would be fetched`);
};
const text = await readFile(file, 'utf8');
const document = JSON.parse(text);
// A safe expansion fails at a word without a meaning and at a name that is not whole.
const graph = await jsonld.expand(document, { documentLoader, safe: true });
const node = new Map(graph.map((it) => [it['@id'], it]));

const checks = {
  'a line each': () => same(text.split('\n').length, document['@graph'].length + 4),
  'each record is a node with a type and a name': () => {
    same(graph.length, document['@graph'].length);
    same(node.size, graph.length);
    for (const it of graph) if (!it['@type'] || !it[`${schema}name`]) throw new Error(it['@id']);
  },
  'what is named is there': () => {
    for (const it of graph) names(it, (name) => {
      const [, kind] = /^urn:sabha:([a-z]+):/.exec(name) ?? [];
      if (kind && kind !== 'vocabulary' && kind !== 'position' && !node.has(name) && !former(name)) throw new Error(name);
    });
  },
  'names have their languages': () => {
    for (const it of graph) {
      const languages = it[`${schema}name`].map((name) => name['@language']);
      if (!languages.includes('hi') || !languages.includes('en')) throw new Error(it['@id']);
    }
  },
  'nobody has been at what was not held': () => {
    const plans = graph.filter((it) => it['@type'].includes(`${own}Plan`));
    if (plans.length === 0) throw new Error('there is no plan');
    for (const it of plans) {
      for (const word of ['attendee', 'performer', 'organizer']) if (it[`${schema}${word}`]) throw new Error(it['@id']);
    }
    for (const it of graph) {
      const status = it[`${own}status`]?.[0]['@value'];
      if (status) same(status !== 'held', it['@type'].includes(`${own}Plan`));
    }
  },
  'dates are of ISO 8601, and of EDTF beside': () => {
    for (const it of graph) {
      const start = it[`${schema}startDate`]?.[0]['@value'];
      if (start && !/^\d{4}(-\d\d(-\d\d)?)?$/.test(start)) throw new Error(start);
      const edtf = it[`${own}when`]?.[0][`${own}edtf`][0];
      if (edtf) same(edtf['@type'], 'https://www.loc.gov/standards/datetime/');
    }
  },
  'two meetings, triple by triple': async () => {
    const excerpt = { '@context': document['@context'], '@graph': document['@graph'].filter((it) => shown.includes(name(it))) };
    same(excerpt['@graph'].length, shown.length);
    const triples = await jsonld.canonize(excerpt, { documentLoader, algorithm: 'RDFC-1.0', format: 'application/n-quads' });
    if (option === '--write') await writeFile(golden, triples);
    same(triples, await readFile(golden, 'utf8'));
  },
};

let failed = 0;
for (const [what, check] of Object.entries(checks)) {
  try {
    await check();
  } catch (error) {
    failed += 1;
    console.error(`${what}: ${error.message}`);
  }
}
console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function same(found, expected) {
  if (found !== expected) throw new Error(`${String(found).slice(0, 400)} is not ${String(expected).slice(0, 400)}`);
}

/** The whole name of a node of the document. */
function name(it) {
  return it['@id'].replace(/^([a-z]+):/, (whole, prefix) => document['@context'][prefix] ?? whole);
}

/** Tells every name in a node. */
function names(value, tell) {
  if (Array.isArray(value)) for (const it of value) names(it, tell);
  else if (value && typeof value === 'object') {
    if (value['@id']) tell(value['@id']);
    for (const [word, it] of Object.entries(value)) if (!word.startsWith('@')) names(it, tell);
  }
}

function former(wanted) {
  return graph.some((it) => it[`${own}formerly`]?.some((each) => each['@id'] === wanted));
}
