// Opens the page that Relay's section builds, in a DOM without a browser: node browse.mjs FOLDER URL. It presses the button until
// it is gone, and prints the requests that the page made and what it shows, as JSON.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Window } from 'happy-dom';

const [folder, url] = process.argv.slice(2);
const window = new Window({ url: `${url}/` });
window.document.body.innerHTML = '<main id="app"></main>';
for (const name of ['window', 'document', 'HTMLElement', 'HTMLIFrameElement', 'Element', 'Node', 'Event', 'MouseEvent']) {
  globalThis[name] = name === 'window' ? window : window[name];
}

const requests = [];
const plain = globalThis.fetch;
globalThis.fetch = async (path, init) => {
  const response = await plain(new URL(path, url), init);
  requests.push({ method: init?.method ?? 'GET', status: response.status, query: new URL(path, url).searchParams.get('query') });
  return response;
};

const assets = resolve(folder, 'dist/assets');
await import(pathToFileURL(join(assets, readdirSync(assets).find((name) => name.endsWith('.js')))));

const until = async (what) => {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = what();
    if (found) return found;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  throw new Error(`it did not come; the page shows: ${window.document.body.textContent}`);
};

const items = () => [...window.document.querySelectorAll('li')].map(({ textContent }) => textContent);
const pages = [];
await until(() => items().length > 0);
for (;;) {
  const before = items();
  pages.push(before.length);
  const button = window.document.querySelector('button');
  if (!button) break;
  button.click();
  await until(() => items().length > before.length);
}
console.log(JSON.stringify({ heading: window.document.querySelector('h1')?.textContent, items: items(), pages, requests }));
process.exit(0);
