// The playground in a real browser against a running server (SABHA_URL): what a visitor does, and the policy that holds.

import { test as withoutPage } from '@playwright/test';
import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { answer, choose, editor, examples, expect, fontsOfHindi, ready, run, test, write } from './page.ts';

test('opens under its policy', async ({ page, request, faults }) => {
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
  faults.splice(0);

  await expect(page).toHaveTitle(/Sabha/);
  await expect(page.locator('[data-example]')).toHaveCount(examples.length);
});

test('the first example can be run at once, by the keyboard', async ({ page }) => {
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.press('ControlOrMeta+Enter');
  expect(await answer(page)).toMatchObject({ data: { official: { name: expect.any(String) } } });
  await page.reload();
  await ready(page);
  await expect.poll(() => editor(page, 'variables')).toContain('official');
});

test('a typed query is answered', async ({ page }) => {
  await write(page, '{ states(first: 1) { totalCoun');
  // What Enter takes: the list narrows a moment after the last letter.
  await expect(page.locator('.suggest-widget .monaco-list-row.focused')).toContainText('totalCount');
  await page.keyboard.press('Enter');
  await expect.poll(() => editor(page, 'operation')).toContain('totalCount');
  await run(page);
  expect(await answer(page)).toMatchObject({ data: { states: { totalCount: expect.any(Number) } } });
});

test('a field without a selection gets one that fits', async ({ page }) => {
  await write(page, '{ states(first: 1)');
  await run(page);
  expect(await answer(page)).toEqual({ data: { states: { nodes: [{ slug: expect.any(String), name: expect.any(String) }] } } });
});

test('a chosen example is answered, with its variables, and does not cost a draft', async ({ page }) => {
  const variables = await choose(page, 'uncertain-dates');
  expect(variables).toEqual(examples.find((it) => it.name === 'uncertain-dates')?.variables);
  await run(page);
  expect(await answer(page)).toMatchObject({ data: { surely: {}, onlyPossibly: {} } });
  await expect(page.getByRole('tab')).toHaveCount(1);

  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.type('# mine');
  await page.locator('[data-example="who-met-whom"]').click();
  await expect(page.getByRole('tab')).toHaveCount(2);
});

test('an example brings its headers, and they go with it', async ({ page }) => {
  await choose(page, 'cost');
  await run(page);
  expect(await answer(page)).toMatchObject({ extensions: { cost: { estimated: expect.any(Number), limit: expect.any(Number) } } });
  await choose(page, 'how-many');
  await expect.poll(() => editor(page, 'request-headers')).toBe('');
  await run(page);
  expect(await answer(page)).not.toHaveProperty('extensions');
});

test('a mistake is marked and told', async ({ page, faults }) => {
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

test('the query can be made pretty', async ({ page }) => {
  await write(page, '{ states { totalCount');
  await page.getByRole('button', { name: /Prettify/ }).click();
  await expect.poll(() => editor(page, 'operation')).toBe('{\n  states {\n    totalCount\n  }\n}\n');
});

const drawn = [{ name: 'Noto Sans Devanagari', embedded: true }];

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('Hindi is drawn with its own letters in editors, answer, examples, documentation and history', async ({ page }) => {
      await write(page, '{ officials(filter: { name: { matches: "साय" } }) { nodes { name(language: "hi"');
      await expect.poll(() => fontsOfHindi(page, '.graphiql-query-editor .view-line span span')).toEqual(drawn);
      await run(page);
      expect(JSON.stringify(await answer(page))).toContain('विष्णु देव साय');
      await expect.poll(() => fontsOfHindi(page, '.result-window .view-line span span')).toEqual(drawn);
      await expect.poll(() => fontsOfHindi(page, '.example small')).toEqual(drawn);

      await page.getByRole('button', { name: 'Show History' }).click();
      await expect.poll(() => fontsOfHindi(page, '.graphiql-history-item-label')).toEqual(drawn);

      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.locator('.graphiql-doc-explorer-content').getByText('Query', { exact: true }).click();
      await expect.poll(() => fontsOfHindi(page, '.graphiql-doc-explorer-content code')).toEqual(drawn);
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('query and answer have the whole width, one below the other', async ({ page }) => {
    await page.getByRole('button', { name: 'Show Examples' }).click();
    const panel = page.locator('.graphiql-plugin');
    expect((await panel.boundingBox())?.width).toBe(390);
    await page.locator('[data-example="one-state"]').click();
    await expect(page.locator('.example-panel')).toBeHidden();
    await expect.poll(() => editor(page, 'variables')).toContain('IN-CG');
    await run(page);
    expect(await answer(page)).toMatchObject({ data: { state: {} } });

    const query = await page.locator('.graphiql-query-editor').boundingBox();
    const result = await page.locator('.result-window').boundingBox();
    expect(query?.width).toBeGreaterThan(340);
    expect(result?.width).toBeGreaterThan(340);
    expect(result?.height).toBeGreaterThan(250);
    expect(result?.y).toBeGreaterThan((query?.y ?? 0) + (query?.height ?? 0));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await expect.poll(() => fontsOfHindi(page, '.result-window .view-line span span')).toEqual(drawn);
  });
});

test.describe('on a tablet', () => {
  test.use({ viewport: { width: 800, height: 800 } });

  test('a chosen example has the room of the panel', async ({ page }) => {
    await page.getByRole('button', { name: 'Show Examples' }).click();
    await page.locator('[data-example="one-state"]').click();
    await expect(page.locator('.example-panel')).toBeHidden();
    await expect.poll(() => editor(page, 'variables')).toContain('IN-CG');
  });
});

withoutPage('the server lets through what GraphiQL asks it about its schema', async ({ request }) => {
  const query = getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, oneOf: true, specifiedByUrl: true });
  const reply = await request.post('/graphql', { data: { query, operationName: 'IntrospectionQuery' } });
  const body = await reply.json();
  expect(body.errors).toBeUndefined();
  expect(buildClientSchema(body.data).getQueryType()?.name).toBe('Query');
});
