// The feed against a real service whose socket is cut: every change once and in order.

import WebSocket, { WebSocketServer } from 'ws';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changes, newestRevision, sabhaClient, type Change, type ChangesOptions } from '../src/index.ts';
import { service, type Service } from './service.ts';
import { wire } from './wire.ts';

let sabha: Service;
beforeAll(async () => {
  sabha = await service();
}, 60_000);
afterAll(() => sabha[Symbol.asyncDispose]());

const follow = (options: ChangesOptions) => changes({ url: sabha.url, webSocket: WebSocket, pause: 10, ...options });

/** The first changes; `each` is called with how many there are. */
async function take(count: number, options: ChangesOptions, each: (taken: number) => unknown = () => {}): Promise<Change[]> {
  const taken: Change[] = [];
  for await (const change of follow(options)) {
    taken.push(change);
    await each(taken.length);
    if (taken.length === count) break;
  }
  return taken;
}

test('what was missed comes first, in order and once', async () => {
  const all = await take(100, { since: 0 });
  expect(new Set(all.map(({ id }) => id)).size).toBe(100);
  expect(all[0]).toMatchObject({ revision: 1, actor: 'seed', action: 'CREATED', mergedInto: null });
});

test('a socket that is cut again and again loses and doubles nothing', async () => {
  const all = await take(150, { since: 0 });
  using between = await wire(sabha.port);
  // The last message of each connection is cut in two.
  between.most = 3001;
  expect(await take(150, { since: 0, url: between.url })).toEqual(all);
  expect(between.connections).toBeGreaterThan(5);
});

test('only the kinds that are asked for come, also after a cut', async () => {
  const kinds = ['OFFICIAL', 'STATE'] as const;
  const all = await take(32, { since: 0, kinds });
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(kinds));
  using between = await wire(sabha.port);
  between.most = 3001;
  expect(await take(32, { since: 0, kinds, url: between.url })).toEqual(all);
  expect(between.connections).toBeGreaterThan(1);
});

test('`after` begins in the middle of a revision', async () => {
  const all = await take(20, { since: 0 });
  expect(await take(10, { after: all[9]!.id })).toEqual(all.slice(10));
});

test('revisions that come while the network is away are told when it is back', async () => {
  using between = await wire(sabha.port);
  const { revision } = (await take(1, { since: 0 }))[0]!;
  expect(revision).toBe(1);
  const seen: Change[] = [];
  const reading = follow({ since: 1, url: between.url });
  await sabha.revise(3);
  for (let left = 3; left > 0; left -= 1) seen.push((await reading.next()).value);
  between.up = false;
  between.cut();
  await sabha.revise(5);
  await sabha.revise(2);
  const rest = reading.next();
  // Long enough for tries that fail: a page that was connected before goes on trying.
  await new Promise((wait) => setTimeout(wait, 400));
  between.up = true;
  seen.push((await rest).value);
  while (seen.length < 10) seen.push((await reading.next()).value);
  await reading.return?.();
  expect(seen.map(({ revision }) => revision)).toEqual([2, 2, 2, 3, 3, 3, 3, 3, 4, 4]);
  expect(await take(10, { since: 1 })).toEqual(seen);
  // What a change told, later questions send along.
  expect(newestRevision(between.url)).toBe(4);
});

test('without `since` it begins with what is newer than any answer that was seen', async () => {
  using between = await wire(sabha.port);
  const { data } = await sabhaClient({ url: between.url }).query('{ dataset { revision } }', {});
  await sabha.revise(1);
  const [first] = await take(1, { url: between.url });
  expect(first!.revision).toBe(data.dataset.revision + 1);
});

test('without `since` and without an answer it begins now, and stays there over a cut before the first change', async () => {
  using between = await wire(sabha.port);
  // The cut may come before the socket is open, and five tries in vain would be the end: they take longer than the revision.
  const reading = follow({ url: between.url, pause: 1000 });
  const next = reading.next();
  // It has asked for the newest revision, then opened its socket.
  while (between.connections < 2) await new Promise((wait) => setTimeout(wait, 5));
  between.up = false;
  between.cut();
  await sabha.revise(4);
  between.up = true;
  const change = (await next).value as Change;
  expect((await take(4, { since: change.revision - 1 }))[0]).toEqual(change);
  await reading.return?.();
});

test('a service that is stopped and started again is followed on', async () => {
  const reading = follow({});
  await sabha.revise(2);
  const [first, second] = [await reading.next(), await reading.next()];
  await sabha.stop();
  const third = reading.next();
  await sabha.start();
  await sabha.revise(1);
  const seen = [first.value, second.value, (await third).value];
  expect(await take(3, { since: seen[0].revision - 1 })).toEqual(seen);
  await reading.return?.();
});

test('`signal` and `return` end an iteration that waits', async () => {
  const stop = new AbortController();
  const waiting = follow({ signal: stop.signal });
  const next = waiting.next();
  setTimeout(() => stop.abort(), 50);
  expect(await next).toEqual({ done: true, value: undefined });
  const another = follow({});
  const last = another.next();
  await another.return?.();
  expect((await last).done).toBe(true);
  const before = follow({ signal: AbortSignal.abort() });
  expect((await before.next()).done).toBe(true);
});

test('what the service refuses ends the iteration with its code', async () => {
  await expect(follow({ since: 1_000_000 }).next()).rejects.toMatchObject({ name: 'SabhaError', code: 'BAD_INPUT' });
  await expect(follow({ since: 0, kinds: [] }).next()).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await expect(follow({ after: 'nonsense' }).next()).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await expect(follow({ since: 0, kinds: ['MINISTER' as 'OFFICIAL'] }).next()).rejects.toMatchObject({ code: 'BAD_VARIABLES' });
});

test('a service that is not there is said to be so', async () => {
  const free = await wire(sabha.port);
  free[Symbol.dispose]();
  await expect(follow({ url: free.url, since: 0 }).next()).rejects.toMatchObject({ code: 'NETWORK' });
  await expect(follow({ url: free.url }).next()).rejects.toMatchObject({ code: 'NETWORK' });
});

// A socket server of its own, because the service closes nobody who keeps to the protocol.
test.each([
  [1001, true], [1006, true], [1011, true], [1012, true], [4408, true], [4413, true], [4429, true], [1000, true], [4500, true],
  [1002, false], [1009, false], [4400, false], [4401, false], [4406, false], [4409, false],
])('close code %i: it %s goes on', async (code, goesOn) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'graphql-transport-ws' });
  await new Promise((listening) => server.once('listening', listening));
  const asked: unknown[] = [];
  const tell = (socket: WebSocket, id: string, change: string) =>
    socket.send(JSON.stringify({ type: 'next', id, payload: { data: { changes: { id: change, revision: asked.length } } } }));
  server.on('connection', (socket) => {
    socket.on('message', (bytes) => {
      const message = JSON.parse(String(bytes));
      if (message.type === 'connection_init') socket.send(JSON.stringify({ type: 'connection_ack' }));
      if (message.type !== 'subscribe') return;
      asked.push(message.payload.variables);
      tell(socket, message.id, `change ${asked.length}`);
      if (asked.length > 1) return;
      if (code === 1006) socket.terminate();
      else socket.close(code, 'because');
    });
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const reading = follow({ url, since: 0 });
  try {
    expect((await reading.next()).value).toMatchObject({ id: 'change 1' });
    if (goesOn) {
      expect((await reading.next()).value).toMatchObject({ id: 'change 2' });
      expect(asked).toEqual([{ since: 0 }, { since: 0, after: 'change 1' }]);
    } else {
      await expect(reading.next()).rejects.toMatchObject({ code: 'SOCKET', status: code, message: expect.stringContaining('because') });
    }
  } finally {
    await reading.return?.();
    server.close();
    server.clients.forEach((socket) => socket.terminate());
  }
});
