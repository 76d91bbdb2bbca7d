// Subscriptions over the WebSocket: what comes is shown, stop ends it, and why it ended otherwise is told in words.

import { test as withoutPage, type Page, type WebSocket } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../src/socket.ts';
import { answer, choose, editor, expect, run, test, write } from './page.ts';

const change = { data: { changes: { id: expect.any(String), revision: expect.any(Number), kind: 'ARTICLE', slug: expect.any(String) } } };

test('a change is shown, and stop ends the subscription and its socket', async ({ page, baseURL }) => {
  const opened = page.waitForEvent('websocket');
  await choose(page, 'follow');
  await run(page);
  const socket = await opened;
  expect(socket.url()).toBe(`${baseURL?.replace(/^http/, 'ws')}/graphql/ws`);
  const sent = framesOf(socket, 'framesent');
  await expect.poll(async () => JSON.parse((await editor(page, 'response')) || '{}')).toMatchObject(change);

  await stop(page);
  await expect.poll(() => socket.isClosed()).toBe(true);
  expect(sent.join()).toContain('"type":"complete"');
  await expect(page.getByRole('button', { name: /Execute query/ })).toBeVisible();
  // It can be begun again.
  await run(page);
  await expect(page.getByRole('button', { name: /Stop query/ })).toBeVisible();
  await stop(page);
});

test('languages of the browser, or of the header, are those of the answers', async ({ page }) => {
  await choose(page, 'follow');
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await page.locator('.graphiql-editor-tool .view-lines').last().click();
  await page.keyboard.type('{"Accept-Language": "hi');
  await run(page);
  await expect.poll(async () => JSON.parse((await editor(page, 'response')) || '{}').data?.changes.record.name).toMatch(/[\u0904-\u0939]/);
  await stop(page);
});

for (const [how, leave] of [
  ['a new tab', (page: Page) => page.getByRole('button', { name: 'New tab' }).click()],
  ['another example', (page: Page) => page.locator('[data-example="who-met-whom"]').click()],
] as const) {
  test(`${how} ends what ran before`, async ({ page }) => {
    const opened = page.waitForEvent('websocket');
    await choose(page, 'follow');
    await run(page);
    const socket = await opened;
    await answer(page);
    await leave(page);
    await expect.poll(() => socket.isClosed()).toBe(true);
    await expect(page.getByRole('button', { name: /Execute query/ })).toBeVisible();
  });
}

test('a subscription that the server refuses is told why', async ({ page }) => {
  await write(page, 'subscription { changes(since: 999999) { id');
  await page.keyboard.press('Escape');
  await run(page);
  expect(await answer(page)).toMatchObject({ errors: [{ message: expect.stringContaining('999999'), extensions: { code: 'BAD_INPUT' } }] });
  await expect(page.getByRole('button', { name: /Execute query/ })).toBeVisible();
});

// The server is the real one: somebody in between breaks the protocol, and the server closes.
for (const [code, message] of [
  [4400, 'no JSON'],
  [4429, '{"type":"connection_init"}'],
] as const) {
  test(`a socket closed with ${code} is told in words, beside the last answer`, async ({ page }) => {
    let breakIt = () => {};
    await page.routeWebSocket('**/graphql/ws', (route) => {
      const server = route.connectToServer();
      breakIt = () => server.send(message);
    });
    await choose(page, 'follow');
    await run(page);
    await expect.poll(async () => JSON.parse((await editor(page, 'response')) || '{}')).toMatchObject(change);
    breakIt();
    await expect.poll(() => editor(page, 'response')).toContain(`(code ${code})`);
    const errors = [{ message: expect.stringMatching(/^The subscription ended: /) }];
    expect(JSON.parse(await editor(page, 'response'))).toMatchObject({ ...change, errors });
    await expect(page.getByRole('button', { name: /Execute query/ })).toBeVisible();
  });
}

withoutPage('every close code of docs/subscriptions.md has its sentence', () => {
  const documented = readFileSync(join(import.meta.dirname, '../../../docs/subscriptions.md'), 'utf8');
  const codes = [...documented.matchAll(/^\| (\d{4}) \|/gm)].map((it) => Number(it[1]));
  expect(codes).toContain(4413);
  const other = reasonOf({ code: 3000, reason: '' })[0]?.message.replace('3000', '');
  for (const code of codes) {
    const [reason] = reasonOf({ code, reason: '' });
    expect(reason?.message).toContain(String(code));
    expect(reason?.message.replace(String(code), ''), `${code} has a sentence of its own`).not.toBe(other);
  }
});

async function stop(page: Page) {
  await page.getByRole('button', { name: /Stop query/ }).click();
}

function framesOf(socket: WebSocket, event: 'framesent'): string[] {
  const frames: string[] = [];
  socket.on(event, (it) => frames.push(String(it.payload)));
  return frames;
}
