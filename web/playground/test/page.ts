// What a visitor does in the playground, for all tests of it, and what must never happen while one does it.

import { expect as assert, test as base, type Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../src/examples');

// A busy machine takes its time over Monaco, and nothing here judges how quick it is.
export const expect = assert.configure({ timeout: 40_000 });

/** The example files: the name in the page, the operation and what goes with it. */
export const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((it) => it.endsWith('.graphql'))
  .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  .map((it) => {
    const path = join(folder, it);
    const json = (ending: string) => {
      try {
        return JSON.parse(readFileSync(path.replace('.graphql', ending), 'utf8')) as Record<string, unknown>;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    };
    const query = readFileSync(path, 'utf8');
    const operation = /^(?:query|subscription) (\w+)/m.exec(query)?.[1] ?? '';
    return { name: it.replace(/^.*[\\/]\d+-|\.graphql$/g, ''), query, operation, variables: json('.json'), headers: json('.headers.json') };
  });

/** A page that must not log an error, throw, ask elsewhere or fail to get something; a test takes away what it means to cause. */
export const test = base.extend<{ faults: string[]; start: string }>({
  start: ['/playground', { option: true }],
  faults: [async ({ page, baseURL, start }, use, info) => {
    info.setTimeout(180_000);
    const faults: string[] = [];
    page.on('console', (it) => it.type() === 'error' && faults.push(`console: ${it.text()}`));
    page.on('pageerror', (it) => faults.push(`uncaught: ${it.message}`));
    page.on('requestfailed', (it) => {
      // Aborted: the page was left or loaded anew while a worker was still on its way.
      const reason = it.failure()?.errorText;
      if (reason !== 'net::ERR_ABORTED') faults.push(`failed: ${it.url()} ${reason}`);
    });
    const isOurs = (url: string) => url.replace(/^ws/, 'http').startsWith(`${baseURL}/`);
    page.on('request', (it) => {
      if (!/^(data|blob):/.test(it.url()) && !isOurs(it.url())) faults.push(`foreign: ${it.url()}`);
    });
    page.on('websocket', (it) => {
      if (!isOurs(it.url())) faults.push(`foreign: ${it.url()}`);
    });
    await open(page, start);
    await use(faults);
    expect(faults).toEqual([]);
  }, { auto: true }],
});

export async function open(page: Page, address: string) {
  await page.goto(address);
  await ready(page);
}

/** The editors are there. */
export async function ready(page: Page) {
  await expect(page.locator('.result-window .view-lines')).toBeVisible();
}

/** Types a query in place of the editor's text; Monaco closes the brackets by itself. */
export async function write(page: Page, text: string) {
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
}

/** Chooses an example in the panel and waits until it stands in the editors; gives back its variables from there. */
export async function choose(page: Page, name: string): Promise<unknown> {
  await page.locator(`[data-example="${name}"]`).click();
  const operation = examples.find((it) => it.name === name)?.operation ?? '';
  await expect(page.getByRole('tab', { selected: true })).toHaveText(operation);
  return JSON.parse((await editor(page, 'variables')) || '{}');
}

export async function run(page: Page) {
  await page.getByRole('button', { name: /Execute query/ }).click();
}

/** The answer pane's text as JSON, once it is whole. */
export async function answer(page: Page): Promise<unknown> {
  await expect.poll(() => editor(page, 'response')).toMatch(/\}\s*$/);
  return JSON.parse(await editor(page, 'response'));
}

/** The whole text of one of GraphiQL's editors; the page holds only the lines in view. */
export function editor(page: Page, kind: 'operation' | 'variables' | 'request-headers' | 'response'): Promise<string> {
  return page.evaluate((it) => {
    // Where GraphiQL leaves Monaco for others.
    const { __MONACO: monaco } = window as unknown as { __MONACO: typeof import('monaco-editor') };
    return monaco.editor.getModels().find((model) => model.uri.path.includes(it))?.getValue() ?? '';
  }, kind);
}

/** The fonts that draw the Devanagari letters of the first element with some, in what `selector` finds, as the browser tells. */
export async function fontsOfHindi(page: Page, selector: string): Promise<{ name: string; embedded: boolean }[]> {
  await expect(page.locator(selector).filter({ hasText: /[\u0904-\u0939]/ }).first()).toBeVisible();
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  await session.send('DOM.getDocument');
  const expression = `[...document.querySelectorAll(${JSON.stringify(selector)})].find((it) => /[\u0904-\u0939]/.test(it.textContent))`;
  const { result } = await session.send('Runtime.evaluate', { expression });
  const { nodeId } = await session.send('DOM.requestNode', { objectId: result.objectId ?? '' });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  await session.detach();
  // The quotation marks and names beside them are Latin.
  return fonts.filter((it) => !/^(Fira Code|Roboto)/.test(it.familyName)).map((it) => ({ name: it.familyName, embedded: it.isCustomFont }));
}
