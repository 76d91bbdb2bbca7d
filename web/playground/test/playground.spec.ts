// The playground in a real browser against a running server (SABHA_URL): what a visitor does, and the policy that holds.

import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../src/examples');
const names = readdirSync(folder).filter((it) => it.endsWith('.graphql')).map((it) => it.replace('.graphql', ''));

/** What went wrong on the page: console errors, uncaught errors, blocked or foreign requests. */
let faults: string[];

test.describe('the page', () => {
  test.beforeEach(async ({ page, baseURL }) => {
    faults = [];
    page.on('console', (it) => it.type() === 'error' && faults.push(`console: ${it.text()}`));
    page.on('pageerror', (it) => faults.push(`uncaught: ${it.message}`));
    page.on('requestfailed', (it) => {
      // Aborted: the page was left or loaded anew while a worker was still on its way.
      const reason = it.failure()?.errorText;
      if (reason !== 'net::ERR_ABORTED') faults.push(`failed: ${it.url()} ${reason}`);
    });
    page.on('request', (it) => {
      if (!/^(data|blob):/.test(it.url()) && !it.url().startsWith(`${baseURL}/`)) faults.push(`foreign: ${it.url()}`);
    });
    await page.goto('/playground');
    await expect(page.locator('.result-window .view-lines')).toBeVisible();
  });

  test.afterEach(() => {
    expect(faults).toEqual([]);
  });

  test('opens under its policy', async ({ page, request }) => {
    const policy = (await request.get('/playground')).headers()['content-security-policy'] ?? '';
    const directives = policy.split(';').map((it) => it.trim());
    expect(directives).toContain("default-src 'none'");
    expect(directives).toContain("script-src 'self'");
    expect(directives).toContain("connect-src 'self'");

    // In force, not only sent: an inline script does not run.
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.body.append(script);
      return 'inlineRan' in window;
    });
    expect(ran).toBe(false);
    await expect.poll(() => faults.some((it) => it.includes('script-src'))).toBe(true);
    faults = [];

    await expect(page).toHaveTitle(/Sabha/);
    await expect(page.locator('[data-example]')).toHaveCount(names.length);
  });

  test('the first example can be run at once, by the keyboard', async ({ page }) => {
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.press('ControlOrMeta+Enter');
    expect(await answer(page)).toMatchObject({ data: { official: { name: expect.any(String) } } });
    await page.reload();
    await expect(page.locator('.result-window .view-lines')).toBeVisible();
    await expect.poll(() => editor(page, 'variables')).toContain('official');
  });

  test('a typed query is answered', async ({ page }) => {
    await write(page, '{ states(first: 1) { totalCoun');
    await expect(page.locator('.suggest-widget')).toContainText('totalCount');
    await page.keyboard.press('Enter');
    await expect.poll(() => editor(page, 'operation')).toContain('totalCount');
    await run(page);
    expect(await answer(page)).toMatchObject({ data: { states: { totalCount: expect.any(Number) } } });
  });

  test('a chosen example is answered, with its variables, and does not cost a draft', async ({ page }) => {
    const variables = await choose(page, '4-uncertain-dates');
    expect(variables).toEqual(JSON.parse(readFileSync(join(folder, '4-uncertain-dates.json'), 'utf8')));
    await run(page);
    expect(await answer(page)).toMatchObject({ data: { surely: {}, onlyPossibly: {} } });
    await expect(page.getByRole('tab')).toHaveCount(1);

    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.type('# mine');
    await page.locator('[data-example="1-who-met-whom"]').click();
    await expect(page.getByRole('tab')).toHaveCount(2);
  });

  test('Hindi shows in the answer, in a font that has its letters', async ({ page }) => {
    await choose(page, '10-one-state');
    await run(page);
    const text = JSON.stringify(await answer(page));
    expect(text).toMatch(/[\u0904-\u0939]/);
    await expect(page.locator('.result-window .view-lines')).toContainText(/[\u0904-\u0939]/);
    await expect.poll(() => fontsOfHindi(page)).toEqual([{ name: 'Noto Sans Devanagari', embedded: true }]);
  });

  test('a mistake is marked and told', async ({ page }) => {
    await write(page, '{ states { nodes { nam');
    await page.keyboard.press('Escape');
    await expect(page.locator('.graphiql-query-editor .squiggly-error')).not.toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+Enter');
    expect(await answer(page)).toMatchObject({
      errors: [{ message: expect.stringContaining('nam'), extensions: { code: 'VALIDATION_FAILED' } }],
    });
    // The specification's status for it, which the browser notes.
    expect(faults.splice(0)).toEqual(['console: Failed to load resource: the server responded with a status of 400 (Bad Request)']);
  });

  test('the documentation is read from the server', async ({ page }) => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer-content').getByText('Query', { exact: true }).click();
    await expect(page.locator('.graphiql-doc-explorer-content')).toContainText('meetings(');
  });

  test('on a narrow screen a chosen example has the room of the panel', async ({ page }) => {
    await page.setViewportSize({ width: 800, height: 800 });
    await page.locator('[data-example="10-one-state"]').click();
    await expect(page.locator('.example-panel')).toBeHidden();
    await expect.poll(() => editor(page, 'variables')).toContain('IN-CG');
    await run(page);
    expect(await answer(page)).toMatchObject({ data: { state: {} } });
  });

  test('the query can be made pretty', async ({ page }) => {
    await write(page, '{ states { totalCount');
    await page.getByRole('button', { name: /Prettify/ }).click();
    await expect.poll(() => editor(page, 'operation')).toBe('{\n  states {\n    totalCount\n  }\n}\n');
  });
});

test('the server lets through what GraphiQL asks it about its schema', async ({ request }) => {
  const query = getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, oneOf: true, specifiedByUrl: true });
  const data = await ask(request, { query, operationName: 'IntrospectionQuery' });
  expect(buildClientSchema(data).getQueryType()?.name).toBe('Query');
});

for (const name of names) {
  test(`the server answers example ${name}`, async ({ request }) => {
    const text = readFileSync(join(folder, `${name}.graphql`), 'utf8');
    const file = readdirSync(folder).includes(`${name}.json`) ? readFileSync(join(folder, `${name}.json`), 'utf8') : '{}';
    const data = await ask(request, { query: text, variables: JSON.parse(file) });
    for (const [key, value] of Object.entries<Root>(data)) {
      expect(value, `${key} is there`).not.toBeNull();
      expect(value.totalCount, `${key} counts something`).not.toBe(0);
      expect(value.nodes, `${key} lists something`).not.toEqual([]);
    }
  });
}

/** What a root field of an example answers, as far as all are alike. */
interface Root {
  totalCount?: number;
  nodes?: unknown[];
}

/** The data that the server answers; an error, or a cost that is not well within the limit, is a fault of the example. */
async function ask(request: APIRequestContext, data: { query: string; operationName?: string; variables?: unknown }) {
  const reply = await request.post('/graphql', { data, headers: { 'x-sabha-cost': '1' } });
  const body = await reply.json();
  expect(body.errors).toBeUndefined();
  expect(body.extensions.cost.estimated).toBeLessThan(body.extensions.cost.limit / 2);
  return body.data;
}

/** Types a query in place of the editor's text; Monaco closes the brackets by itself. */
async function write(page: Page, text: string) {
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
}

/** The fonts that draw the Devanagari letters of the first Hindi words in the answer pane, as the browser tells. */
async function fontsOfHindi(page: Page): Promise<{ name: string; embedded: boolean }[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  await session.send('DOM.getDocument');
  const expression = `[...document.querySelectorAll('.result-window .view-line span span')].find((it) => /[\u0904-\u0939]/.test(it.textContent))`;
  const { result } = await session.send('Runtime.evaluate', { expression });
  const { nodeId } = await session.send('DOM.requestNode', { objectId: result.objectId ?? '' });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  await session.detach();
  // The quotation marks of the same span are Latin.
  return fonts.filter((it) => !it.familyName.startsWith('Fira Code')).map((it) => ({ name: it.familyName, embedded: it.isCustomFont }));
}

/** Chooses an example in the panel and gives back the variables that it put into their editor. */
async function choose(page: Page, name: string): Promise<unknown> {
  await page.locator(`[data-example="${name}"]`).click();
  const operation = /(?:query|subscription) (\w+)/.exec(readFileSync(join(folder, `${name}.graphql`), 'utf8'))?.[1] ?? '';
  await expect(page.getByRole('tab', { selected: true })).toHaveText(operation);
  return JSON.parse((await editor(page, 'variables')) || '{}');
}

async function run(page: Page) {
  await page.getByRole('button', { name: /Execute query/ }).click();
}

/** The answer pane's text as JSON, once it is whole. */
async function answer(page: Page): Promise<unknown> {
  await expect.poll(() => editor(page, 'response')).toMatch(/\}\s*$/);
  return JSON.parse(await editor(page, 'response'));
}

/** The whole text of one of GraphiQL's editors; the page holds only the lines in view. */
function editor(page: Page, kind: 'operation' | 'variables' | 'response'): Promise<string> {
  return page.evaluate((it) => {
    // Where GraphiQL leaves Monaco for others.
    const { __MONACO: monaco } = window as unknown as { __MONACO: typeof import('monaco-editor') };
    return monaco.editor.getModels().find((model) => model.uri.path.includes(it))?.getValue() ?? '';
  }, kind);
}
