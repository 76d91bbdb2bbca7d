// Runs the programs of docs/front-end.md as they stand there, against a running service with the curated dataset, names what
// fails, and prints `N passed, N failed`. web/client is built before (`npm run build` there); `sabha` is in SABHA_BIN.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { missing, read } from './page.mjs';
import { cutting, serve } from './service.mjs';

const [given, ...words] = process.argv.slice(2);
const url = given?.replace(/\/$/, '');
if (!url) {
  console.error('usage: node check.mjs URL [WORD…], e.g. http://127.0.0.1:8000 Relay');
  process.exit(2);
}

const here = import.meta.dirname;
const root = join(here, '../..');
const WRITTEN = 'http://127.0.0.1:8000';
const PATIENCE_MS = 180_000;

let [passed, failed] = [0, 0];
async function test(name, body) {
  if (words.length > 0 && !words.some((word) => name.includes(word))) return;
  try {
    await body();
    passed += 1;
  } catch (reason) {
    failed += 1;
    console.error(`${name}:`, reason instanceof assert.AssertionError ? reason.message : reason);
  }
}

/** Runs a line of a shell; what it prints comes back. What takes too long is ended with all that it has started. */
function run(line, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-ec', line], { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const late = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), PATIENCE_MS);
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
    child.on('close', (code, signal) => {
      clearTimeout(late);
      if (code === 0) resolve(out);
      else reject(new Error(`${line}: ${code ?? signal}\n${out}${err}`));
    });
  });
}

const place = (title) => join(here, '.run', title.toLowerCase().replace(/\W+/g, '-'));

/** The folder of a section with its files, as a reader would have it after `npm install`. */
function settle({ title, files }, service) {
  const folder = place(title);
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  // What is installed is found above; its programs are looked for here only.
  symlinkSync(join(here, 'node_modules/.bin'), join(folder, 'node_modules/.bin'));
  const client = join(root, 'web/client');
  assert.ok(existsSync(join(client, 'dist/index.js')), 'web/client is not built: npm run build there');
  for (const part of ['dist', 'package.json']) {
    cpSync(join(client, part), join(folder, 'node_modules/sabha-client', part), { recursive: true });
  }
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text.replaceAll(WRITTEN, service));
  }
  return folder;
}

// Packages are those of the lock file: a page must ask for no other, and for no other major.
const locked = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).dependencies;
function installs(line) {
  for (const word of line.replace(/#.*/, '').split(/\s+/)) {
    const [, name, major] = /^(@?[^@]+)@([\d.]+)$/.exec(word) ?? [];
    if (name) assert.ok(`${locked[name]}.`.startsWith(`${major}.`), `${word} is not what is tested: ${locked[name]}`);
    else assert.match(word, /^(npm|install|-D|&&|\.\/sabha-client-[\d.]+\.tgz)?$/, `${word} has no version`);
  }
}

/** Runs the commands of a section; what a step shows must be what its last line prints. */
async function follow({ title, steps }, folder, service) {
  for (const { commands, output } of steps) {
    let printed = '';
    for (const line of commands) {
      if (line.startsWith('npm install')) installs(line);
      else if (!line.startsWith('sabha ')) printed = await run(line.replaceAll(WRITTEN, service), folder);
    }
    if (output) assert.equal(missing(output, printed), undefined, title);
  }
}

const sections = new Map(read(join(root, 'docs/front-end.md')).map((section) => [section.title, section]));
rmSync(join(here, '.run'), { recursive: true, force: true });

await test('the page has these sections', () => {
  assert.deepEqual([...sections.keys()], ['fetch', 'sabha-client', 'Apollo Client', 'Relay']);
});

for (const section of sections.values()) {
  await test(section.title, async () => {
    await follow(section, settle(section, url), url);
  });
}

// Those that follow the changes print the same when their sockets are cut, every time in the middle of a message.
for (const title of ['sabha-client', 'Apollo Client']) {
  await test(`${title}, cut`, async () => {
    const wire = await cutting(url, 700);
    try {
      const folder = place(title);
      for (const name of readdirSync(folder, { recursive: true })) {
        if (!name.endsWith('.js') || name.startsWith('node_modules')) continue;
        writeFileSync(join(folder, name), readFileSync(join(folder, name), 'utf8').replaceAll(url, wire.url));
      }
      const { commands, output } = sections.get(title).steps.at(-1);
      // It has been compiled.
      const printed = await run(commands.at(-1).split(' && ').at(-1), folder);
      assert.equal(missing(output, printed), undefined);
      assert.ok(wire.cuts() > 0, 'no socket was cut');
    } finally {
      wire.stop();
    }
  });
}

await test('Relay: the page asks by hashes that the service was told, and shows every page of its list', async () => {
  const folder = place('Relay');
  const line = sections.get('Relay').steps.flatMap(({ commands }) => commands).find((command) => command.startsWith('sabha '));
  const documents = JSON.parse(readFileSync(join(folder, 'documents.json'), 'utf8'));
  assert.equal(Object.keys(documents).length, 2);
  const service = await serve(folder, line.split(' ').slice(1));
  try {
    const { heading, items, pages, requests } = JSON.parse(await run(`node ${join(here, 'browse.mjs')} . ${service.url}`, folder));
    const query = '{ official(slug: "vishnu-deo-sai") { name meetings(first: 100) { nodes { name } } } }';
    const answer = await fetch(`${service.url}/graphql?${new URLSearchParams({ query })}`);
    const { official } = (await answer.json()).data;
    assert.equal(heading, official.name);
    assert.deepEqual(items.map((item) => item.replace(/^.*?: /, '')), official.meetings.nodes.map(({ name }) => name));
    assert.ok(pages.length > 1, `pages: ${pages}`);
    assert.deepEqual(new Set(requests.map((request) => JSON.stringify(request))), new Set(['{"method":"GET","status":200,"query":null}']));
    assert.equal(requests.length, pages.length);
  } finally {
    await service.stop();
  }
});

if (failed === 0) rmSync(join(here, '.run'), { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
