// Links that open an operation: `/playground#query=…&variables=…`, and the same behind `?`.

import { answer, editor, expect, open, ready, run, test, write } from './page.ts';

const query = 'query Linked($code: String!) { state(code: $code) { name(language: "hi") } }';
const linked = 'query Linked($code: String!) {\n  state(code: $code) {\n    name(language: "hi")\n  }\n}';
const state = `query=${encodeURIComponent(query)}&variables=${encodeURIComponent('{"code":"IN-BR"}')}`;

for (const mark of ['#', '?']) {
  test.describe(`behind ${mark}`, () => {
    test.use({ start: `/playground${mark}${state}` });

    test('an operation is opened, once only, and can be run', async ({ page, baseURL }) => {
      await expect.poll(() => editor(page, 'operation')).toBe(linked);
      await expect.poll(() => editor(page, 'variables')).toBe('{\n  "code": "IN-BR"\n}');
      expect(page.url()).toBe(`${baseURL}/playground`);
      await run(page);
      expect(await answer(page)).toEqual({ data: { state: { name: 'बिहार' } } });

      // The tabs are kept a moment later; what is kept comes back, and nothing is opened anew.
      await write(page, '# mine');
      await expect.poll(() => page.evaluate(() => localStorage.getItem('graphiql:tabState'))).toContain('# mine');
      await page.reload();
      await ready(page);
      await expect.poll(() => editor(page, 'operation')).toBe('# mine');
      await expect(page.getByRole('tab')).toHaveCount(1);
    });
  });
}

test('a link pasted into an open page leaves the draft in its tab', async ({ page, baseURL }) => {
  await write(page, '# mine');
  await page.evaluate((it) => { location.hash = it; }, state);
  await expect(page.getByRole('tab', { selected: true })).toContainText('Linked');
  await expect(page.getByRole('tab')).toHaveCount(2);
  await expect.poll(() => editor(page, 'operation')).toBe(linked);
  expect(page.url()).toBe(`${baseURL}/playground`);
  await page.getByRole('tab').first().click();
  await expect.poll(() => editor(page, 'operation')).toBe('# mine');
});

test.describe('of a damaged link', () => {
  test.use({ start: '/playground#query=%7B%20states%20%E0%A4%&variables=%7B"code' });

  test('what can be read is shown', async ({ page }) => {
    await expect.poll(() => editor(page, 'operation')).toMatch(/^\{ states /);
    await expect.poll(() => editor(page, 'variables')).toBe('{"code');
  });
});

test('a query far longer than a URL may be is opened from behind #', async ({ page }) => {
  const long = `# ${'लंबा '.repeat(5000)}\n{ states { totalCount } }`;
  await page.goto('about:blank');
  await open(page, `/playground#query=${encodeURIComponent(long)}`);
  await expect.poll(() => editor(page, 'operation')).toBe(long);
});

test('a query nearly as long as a URL may be is opened from behind ?', async ({ page }) => {
  const long = `# ${'x'.repeat(7900)}\n{ states { totalCount } }`;
  await open(page, `/playground?query=${encodeURIComponent(long)}`);
  await expect.poll(() => editor(page, 'operation')).toBe(long);
});
