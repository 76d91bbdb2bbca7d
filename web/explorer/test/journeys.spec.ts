// What visitors do: look for somebody, follow the evidence, filter, page, take data along; by mouse and by keyboard alone.

import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { watch } from './faults.ts';

let faults: () => string[];

test.beforeEach(({ page, baseURL }) => {
  faults = watch(page, baseURL ?? '');
});

test.afterEach(() => {
  expect(faults()).toEqual([]);
});

test('the first page asks once, and its scripts are small', async ({ page }) => {
  await page.goto('/about');
  await expect(page.locator('h1')).toBeVisible();
  // Now the documents are known to the server, as they are after anybody's first visit.
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Newest meetings' })).toBeVisible();

  const questions: string[] = [];
  const scripts: Promise<number>[] = [];
  page.on('request', (it) => /\/graphql(\?|$)/.test(it.url()) && questions.push(it.url()));
  page.on('response', (it) => /\.js$/.test(it.url()) && scripts.push(it.body().then((body) => gzipSync(body).length)));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Newest meetings' })).toBeVisible();
  expect(questions).toHaveLength(1);
  const bytes = (await Promise.all(scripts)).reduce((sum, it) => sum + it, 0);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(60 * 1024);
});

for (const [text, name, address] of [
  ['saay', 'Vishnu Deo Sai', /\/officials\/vishnu-deo-sai$/],
  ['साय', 'Vishnu Deo Sai', /\/officials\/vishnu-deo-sai$/],
  ['jetro', 'JETRO', /\/organisations\/jetro$/],
] as const) {
  test(`“${text}” is found by the keyboard alone`, async ({ page }) => {
    await page.goto('/');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'To the content' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const box = page.getByRole('combobox');
    await expect(box).toBeFocused();
    await page.keyboard.insertText(text);
    await expect(page.getByRole('option').first()).toContainText(name);
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(address);
    await expect(page.locator('main')).toBeFocused();
    await expect(page.locator('h1')).toHaveText(name);
  });
}

test('evidence is opened by the keyboard, and leads to the article', async ({ page }) => {
  await page.goto('/meetings/jetro-meeting-tokyo-2025');
  const fact = page.locator('dl.facts > div', { hasText: 'When' });
  const source = fact.getByText(/line \d/).first();
  await expect(source).toBeHidden();
  await fact.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(source).toBeVisible();
  await expect(fact.locator('.mark').first()).toHaveText('inferred');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/articles\//);
});

test('a filter stands in the address, is counted, and can be taken back', async ({ page }) => {
  await page.goto('/meetings');
  await page.getByRole('region', { name: 'State' }).getByRole('link', { name: /Bihar/ }).click();
  await expect(page).toHaveURL('/meetings?state=IN-BR');
  await expect(page.locator('.meetings > li')).toHaveCount(2);
  await page.getByLabel('From').fill('2025-12-01');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/state=IN-BR.*from=2025-12-01/);
  await expect(page.locator('.meetings > li')).toHaveCount(1);
  await page.goBack();
  await expect(page.locator('.meetings > li')).toHaveCount(2);
  await page.getByRole('link', { name: /Remove filter: State/ }).click();
  await expect(page.locator('.meetings > li')).toHaveCount(13);
});

test('an uncertain date and a plan are never shown as a day that was', async ({ page }) => {
  await page.goto('/meetings');
  const uncertain = page.locator('.meetings > li', { hasText: 'JETRO in Tokyo' });
  await expect(uncertain.locator('svg.span rect')).toHaveCount(1);
  await expect(uncertain.locator('.when')).toContainText('The day is not certain.');
  const plan = page.locator('.meetings > li', { hasText: 'with KITA' });
  await expect(plan.locator('svg.span.planned')).toHaveCount(1);
  await expect(plan).toContainText('Proposed');
  await page.goto('/meetings/durg-export-committee-meeting-2022');
  await expect(page.locator('li', { hasText: 'Kaushik Bhattacharya' }).locator('.mark.possible').first()).toHaveText('possible');
});

test('the language is changed in place', async ({ page }) => {
  await page.goto('/meetings?state=IN-BR');
  await page.locator('a.language').click();
  await expect(page).toHaveURL('/hi/meetings?state=IN-BR');
  await expect(page.locator('h1')).toHaveText('बैठकें');
  await expect(page.locator('.meetings > li')).toHaveCount(2);
  await page.locator('a.language').click();
  await expect(page.locator('h1')).toHaveText('Meetings');
});

test('what is seen can be taken along', async ({ page }) => {
  await page.goto('/officials/vishnu-deo-sai');
  const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Meetings as CSV' }).click()]);
  const lines = (await readFile(await csv.path(), 'utf8')).split('\r\n');
  expect(lines[0]).toContain('slug,name,kind,status,when.edtf');
  expect(lines).toHaveLength(1 + 9 + 1);
  const [json] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Meetings as JSON' }).click()]);
  expect(JSON.parse(await readFile(await json.path(), 'utf8'))).toMatchObject({ totalCount: 9 });
});

test('a citation names revision and address', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/meetings/jetro-meeting-tokyo-2025');
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain(`${baseURL}/meetings/jetro-meeting-tokyo-2025`);
  expect(text).toContain('Revision 1');
});

test('a panel’s query opens in the playground and answers there', async ({ page }) => {
  await page.goto('/policies/bihar-artificial-intelligence-mission');
  await page.getByRole('link', { name: /Open this query in the playground: In meetings/ }).click();
  await expect(page.locator('.graphiql-query-editor')).toContainText('query Policy', { timeout: 20_000 });
  await page.getByRole('button', { name: /execute query/i }).click();
  await expect(page.locator('.result-window')).toContainText('Artificial Intelligence Mission');
});

test('what does not exist is said', async ({ page, request }) => {
  await page.goto('/topics');
  const answer = await request.get('/meetings/no-such-meeting', { headers: { accept: 'text/html' } });
  expect(answer.status()).toBe(404);
  // The same without loading the page anew.
  await page.evaluate(() => history.pushState(null, '', '/meetings/no-such-meeting'));
  await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')));
  await expect(page.locator('h1')).toHaveText('There is no such page');
});
