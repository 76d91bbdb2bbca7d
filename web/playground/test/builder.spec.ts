// The query builder: a query made by ticks alone, lists among its arguments, by mouse and by keyboard.

import { type Page } from '@playwright/test';
import { parse, print } from 'graphql';
import { answer, choose, editor, examples, expect, run, test, write } from './page.ts';

test('a query is built from nothing, and answered', async ({ page }) => {
  await write(page, '');
  const builder = await show(page);
  await tick(page, 'meetings');
  await tick(page, 'filter');
  await tick(page, 'status');
  await builder.getByRole('combobox', { name: '1' }).selectOption('SCHEDULED');
  await tick(page, '2');
  await tick(page, 'orderBy');
  await tick(page, 'first');
  await builder.getByRole('textbox', { name: 'first' }).fill('3');
  await tick(page, 'nodes');
  await expect.poll(() => query(page)).toBe(
    canonical('query MyQuery { meetings(filter: {status: [SCHEDULED, HELD]}, orderBy: {field: WHEN}, first: 3) { nodes } }'),
  );
  await run(page);
  expect(await answer(page)).toMatchObject({ data: { meetings: { nodes: [{ slug: expect.any(String) }, {}, {}] } } });
});

test('the elements of a list come and go one by one', async ({ page }) => {
  await write(page, 'query Built { meetings(filter: { kind: [TALKS, TOUR] }, orderBy: [{ field: NAME }]) { totalCount');
  const builder = await show(page);
  await expect(builder.locator('.builder-list').first().getByRole('combobox').nth(1)).toHaveValue('TOUR');
  await tick(page, '1');
  await tick(page, 'direction');
  await expect.poll(() => query(page)).toBe(
    canonical('query Built { meetings(filter: {kind: [TOUR]}, orderBy: [{field: NAME, direction: ASC}]) { totalCount } }'),
  );
});

test('texts and numbers in lists and in scalars of our own keep their kind', async ({ page }) => {
  await write(page, 'query Built { changes(since: 1) { totalCount } nodes(ids: ["a"]) { id');
  const builder = await show(page);
  await builder.getByRole('textbox', { name: 'since' }).fill('0');
  await builder.getByRole('textbox', { name: '1' }).fill('b');
  await expect.poll(() => query(page)).toBe(canonical('query Built { changes(since: 0) { totalCount } nodes(ids: ["b"]) { id } }'));
});

test('the keyboard is enough', async ({ page }) => {
  await write(page, 'query Built { dataset { title');
  const builder = await show(page);
  await builder.getByRole('checkbox', { name: 'revision', exact: true }).focus();
  await page.keyboard.press('Space');
  await builder.getByRole('checkbox', { name: 'title', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => query(page)).toBe(canonical('query Built { dataset { revision } }'));
});

test('a variable can be made a value, and a value a variable', async ({ page }) => {
  await write(page, 'query Built($kinds: [RecordKind!]) { changes(since: 0, kinds: $kinds) { totalCount');
  const builder = await show(page);
  await builder.getByText('kinds:').hover();
  await builder.getByTitle('Remove the variable').click();
  await expect.poll(() => query(page)).toBe(canonical('query Built { changes(since: 0, kinds: [STATE]) { totalCount } }'));

  await builder.getByText('kinds:').hover();
  await builder.getByTitle('Extract the current value').last().click();
  await expect.poll(() => query(page)).toMatch(/^query Built\(\$\w+: .* = .*\) \{/);
});

test('every example can be shown in it', async ({ page }) => {
  test.setTimeout(600_000);
  for (const [index, { name }] of examples.entries()) {
    if (index > 0) await page.getByRole('button', { name: 'Show Examples' }).click();
    await choose(page, name);
    const before = await editor(page, 'operation');
    const builder = await show(page);
    await expect(builder.getByRole('checkbox', { checked: true }).first()).toBeVisible();
    expect(await editor(page, 'operation'), 'to look at it changes nothing').toBe(before);
  }
});

async function show(page: Page) {
  await page.getByRole('button', { name: 'Show Query builder' }).click();
  const builder = page.locator('.builder');
  await expect(builder.getByRole('checkbox').first()).toBeVisible();
  return builder;
}

/** The first of that name: a field before the fields of others. */
async function tick(page: Page, name: string) {
  await page.locator('.builder').getByRole('checkbox', { name, exact: true }).first().click();
}

async function query(page: Page): Promise<string> {
  return canonical(await editor(page, 'operation'));
}

function canonical(text: string): string {
  try {
    return print(parse(text));
  } catch {
    return text;
  }
}
