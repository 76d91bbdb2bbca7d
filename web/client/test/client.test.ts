// The client against a real service: how it asks, what it keeps, and how its subscriptions go on.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import WebSocket from 'ws';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { changes, graphql, newestRevision, SabhaError, sabhaClient, sabhaError } from '../src/index.ts';
import { sawRevision } from '../src/revision.ts';
import { service, type Service } from './service.ts';
import { wire } from './wire.ts';

let sabha: Service;
beforeAll(async () => {
  sabha = await service();
}, 60_000);
afterAll(() => sabha[Symbol.asyncDispose]());
afterEach(() => vi.unstubAllGlobals());

const Meetings = graphql(`
  query Meetings($first: Int, $slugs: [String!]) {
    meetings(first: $first, filter: { slug: { in: $slugs } }) { totalCount nodes { name } }
  }
`);
const Revision = graphql(`query Revision { dataset { revision } }`);

/** What went over the line, in short: method and status. */
function listening() {
  const heard: { method: string; status: number; url: URL; headers: Headers; body: any }[] = [];
  const listening: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    const body = init?.body ? JSON.parse(String(init.body)) : undefined;
    const [method, url, headers] = [init?.method ?? 'GET', new URL(String(input)), new Headers(init?.headers)];
    heard.push({ method, status: answer.status, url, headers, body });
    return answer;
  };
  const lines = () => heard.map(({ method, status }) => `${method} ${status}`);
  return { heard, lines, fetch: listening };
}

test('a query is sent with its text once, then by its hash alone', async () => {
  const line = listening();
  const one = await sabhaClient({ url: sabha.url, fetch: line.fetch }).query(Meetings, { first: 2 });
  expect(one.error).toBeUndefined();
  expect(one.data?.meetings.nodes.length).toBe(2);
  expect(line.lines().at(-1)).toBe('POST 200');
  expect(line.heard.at(-1)!.body.extensions.persistedQuery.sha256Hash).toMatch(/^[0-9a-f]{64}$/);

  const again = listening();
  const two = await sabhaClient({ url: sabha.url, fetch: again.fetch }).query(Meetings, { first: 2 });
  expect(two.data).toEqual(one.data);
  expect(again.lines()).toEqual(['GET 200']);
  const { url, headers } = again.heard[0]!;
  expect(url.searchParams.get('query')).toBeNull();
  expect(JSON.parse(url.searchParams.get('variables')!)).toEqual({ first: 2 });
  expect(headers.get('content-type')).toBeNull();
});

test('what does not fit a URL goes as POST', async () => {
  const line = listening();
  const slugs = Array.from({ length: 90 }, (_, at) => `a-meeting-that-nobody-has-ever-heard-of-${at}`);
  const { data } = await sabhaClient({ url: sabha.url, fetch: line.fetch }).query(Meetings, { slugs });
  expect(data?.meetings.totalCount).toBe(0);
  expect(line.lines()).toEqual(['POST 200']);
});

test('without `crypto.subtle` documents are sent as they are', async () => {
  vi.stubGlobal('crypto', {});
  const line = listening();
  const { data } = await sabhaClient({ url: sabha.url, fetch: line.fetch }).query(Meetings, { first: 1 });
  expect(data?.meetings.nodes.length).toBe(1);
  expect(line.lines()).toEqual(['POST 200']);
  expect(line.heard[0]!.body.extensions).toBeUndefined();
});

test('something on the way that lets no GET through is asked by POST from then on', async () => {
  const before = createServer(async (request, response) => {
    if (request.method !== 'POST') {
      response.writeHead(405, { allow: 'POST' }).end();
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { accept, 'content-type': type } = request.headers;
    const headers = { accept: accept!, 'content-type': type! };
    const answer = await fetch(sabha.url, { method: 'POST', headers, body: Buffer.concat(parts) });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type')! }).end(await answer.text());
  });
  await new Promise<void>((done) => before.listen(0, '127.0.0.1', done));
  const line = listening();
  const client = sabhaClient({ url: `http://127.0.0.1:${(before.address() as AddressInfo).port}/graphql`, fetch: line.fetch });
  expect((await client.query(Meetings, { first: 1 })).data?.meetings.nodes.length).toBe(1);
  expect((await client.query(Meetings, { first: 2 })).data?.meetings.nodes.length).toBe(2);
  expect(line.lines()).toEqual(['GET 405', 'POST 200', 'POST 200']);
  before.close();
});

test('answers come in the language of the client', async () => {
  const first = async (language: string) => {
    const { data } = await sabhaClient({ url: sabha.url, language }).query(Meetings, { first: 1 });
    return data?.meetings.nodes[0]?.name;
  };
  expect(await first('hi')).toMatch(/\p{Script=Devanagari}/u);
  expect(await first('en')).toMatch(/\p{Script=Latin}/u);
});

test('an answer is kept until a newer revision is seen, and never asked from an older one', async () => {
  using between = await wire(sabha.port);
  const line = listening();
  const client = sabhaClient({ url: between.url, fetch: line.fetch });
  const ask = async () => (await client.query(Revision, {})).data!.dataset.revision;
  const before = await ask();
  expect(newestRevision(between.url)).toBe(before);
  const asked = line.heard.length;
  expect(await ask()).toBe(before);
  expect(line.heard.length).toBe(asked);

  await sabha.revise(1);
  // The client has not heard of it; then another question is answered from it, or its feed tells it.
  for await (const { revision } of changes({ url: between.url, since: before, webSocket: WebSocket })) {
    expect(revision).toBe(before + 1);
    break;
  }
  expect(await ask()).toBe(before + 1);
  expect(line.heard.at(-1)!.headers.get('x-sabha-revision')).toBe(String(before + 1));
  expect(await ask()).toBe(before + 1);
  expect((await client.query(Revision, {}, { requestPolicy: 'network-only' })).data!.dataset.revision).toBe(before + 1);
});

test('`cache-and-network` gives what is kept, then what is new', async () => {
  const client = sabhaClient({ url: sabha.url });
  await client.query(Revision, {});
  const stale: boolean[] = [];
  await new Promise<void>((resolve) => {
    const { unsubscribe } = client.query(Revision, {}, { requestPolicy: 'cache-and-network' }).subscribe((result) => {
      stale.push(result.stale);
      if (!result.stale) {
        resolve();
        queueMicrotask(() => unsubscribe());
      }
    });
  });
  expect(stale).toEqual([true, false]);
  expect(client.readQuery(Revision, {})?.data?.dataset.revision).toBeGreaterThan(0);
  expect((await client.query(Meetings, { first: 7 }, { requestPolicy: 'cache-only' })).data).toBeNull();
});

test('revisions only grow, except where the service has been set back', () => {
  const url = 'http://sabha.test/graphql';
  sawRevision(url, 7);
  sawRevision(url, 6);
  expect(newestRevision(url)).toBe(7);
  sawRevision(url, 8, 7);
  // An answer to an earlier question comes late.
  sawRevision(url, 7, 7);
  expect(newestRevision(url)).toBe(8);
  // Who is asked for 8 and tells 3 is another database.
  sawRevision(url, 3, 8);
  expect(newestRevision(url)).toBe(3);
});

test('errors have a code and a sentence', async () => {
  const failing = async (url: string, query: string) => {
    const { error } = await sabhaClient({ url }).query(query, {});
    return sabhaError(error!);
  };
  expect(await failing(sabha.url, '{ nothing }')).toMatchObject({ code: 'VALIDATION_FAILED', status: 400 });
  const tooMany = await failing(sabha.url, '{ meetings(first: 101) { totalCount } }');
  expect(tooMany).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('100') });

  const gateway = createServer((_, response) => {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>');
  });
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/graphql`;
  const before = await failing(url, '{ __typename }');
  expect(before).toMatchObject({ code: 'HTTP', status: 502, message: expect.stringContaining('502 Bad Gateway') });
  await new Promise((done) => gateway.close(done));
  const none = await failing(url, '{ __typename }');
  expect(none).toBeInstanceOf(SabhaError);
  expect(none).toMatchObject({ code: 'NETWORK', status: undefined });
});

test('outside of a browser the address must be whole', () => {
  expect(() => sabhaClient()).toThrow('url must be absolute');
});

// With variables, without, under another name, with an `id` in a fragment: each goes on where it was.
test.each([
  [
    'variables',
    graphql(`subscription A($since: Revision, $after: ID) { changes(since: $since, after: $after) { id slug } }`),
    { since: 0 },
  ],
  ['values', graphql(`subscription B { changes(since: 0, kinds: [OFFICIAL, TOPIC, PLACE, MEETING]) { slug } }`), {}],
  [
    'an alias',
    graphql(`subscription C($from: Revision) { changed: changes(since: $from) { ...Told } } fragment Told on Change { id slug }`),
    { from: 0 },
  ],
])('a subscription with %s goes on after a cut', async (_, document, variables) => {
  const take = async (url: string) => {
    const client = sabhaClient({ url, webSocket: WebSocket });
    const slugs: string[] = [];
    const error = await new Promise((resolve) => {
      const { unsubscribe } = client.subscription(document as any, variables).subscribe(({ data, error }) => {
        if (error) resolve(error);
        if (slugs.length < 60) slugs.push((data?.changes ?? data?.changed)?.slug);
        if (slugs.length === 60) queueMicrotask(() => resolve(unsubscribe()));
      });
    });
    expect(error).toBeUndefined();
    return slugs;
  };
  const all = await take(sabha.url);
  using between = await wire(sabha.port);
  between.most = 4001;
  expect(await take(between.url)).toEqual(all);
  expect(between.connections).toBeGreaterThan(1);
}, 60_000);

test('a subscription that is refused says why', async () => {
  const client = sabhaClient({ url: sabha.url, webSocket: WebSocket });
  const { error } = await client.subscription('subscription { changes(since: 1000000) { id } }', {}).toPromise();
  expect(sabhaError(error!)).toMatchObject({ code: 'BAD_INPUT' });
  const { error: wrong } = await client.subscription('subscription { changes { nothing } }', {}).toPromise();
  expect(sabhaError(wrong!)).toMatchObject({ code: 'VALIDATION_FAILED' });
});
