// Asks a running service over WebSocket and server-sent events by the clients that front ends use, names what fails, and
// prints `N passed, N failed`. The service holds the curated dataset, as `tests/run` starts it.
import assert from 'node:assert/strict';

import { createClient as createEvents } from 'graphql-sse';
import { createClient, CloseCode } from 'graphql-ws';
import WebSocket from 'ws';

import { changes } from './changes.mjs';

const url = process.argv[2];
if (!url) {
  console.error('usage: node subscribe.mjs URL, e.g. http://127.0.0.1:8000/graphql');
  process.exit(2);
}
const socketUrl = `${url.replace(/^http/, 'ws')}/ws`;

// Longest wait for anything; a test that takes longer has failed.
const PATIENCE_MS = 20_000;

// A client that opens its socket at once and does not try again, so that what goes wrong is seen.
const connect = (options = {}) =>
  createClient({ url: socketUrl, webSocketImpl: WebSocket, retryAttempts: 0, ...options });

const events = () => createEvents({ url, retryAttempts: 0, fetchFn: fetch });

// All answers to an operation, by either client.
const answers = async (client, query, more = {}) => {
  const all = [];
  for await (const answer of client.iterate({ query, ...more })) all.push(answer);
  return all;
};

// The close event that ends a client's socket.
const closed = (options) =>
  new Promise((resolve) => {
    connect({ lazy: false, onNonLazyError: () => {}, on: { closed: resolve }, ...options });
  });

const tests = {
  'a client connects, is acknowledged and leaves': async () => {
    const seen = [];
    const on = Object.fromEntries(
      ['opened', 'connected', 'closed'].map((event) => [event, () => seen.push(event)]),
    );
    const client = connect({ on });
    assert.equal((await answers(client, '{ __typename }')).length, 1);
    await client.dispose();
    assert.deepEqual(seen.slice(0, 2), ['opened', 'connected']);
  },

  'pings of the protocol are answered': async () => {
    await new Promise((resolve) => {
      const client = connect({
        lazy: false,
        keepAlive: 20,
        on: { pong: (received) => received && resolve(client.dispose()) },
      });
    });
  },

  'pings of WebSocket are answered': async () => {
    const socket = new WebSocket(socketUrl, 'graphql-transport-ws');
    socket.on('open', () => socket.ping('are you there'));
    const content = await new Promise((resolve) => socket.on('pong', resolve));
    assert.equal(String(content), 'are you there');
    socket.close(1000);
  },

  'a query has one answer': async () => {
    const client = connect();
    const query = 'query Meeting($slug: String!) { meeting(slug: $slug) { slug name } }';
    const [{ data: list }] = await answers(client, '{ meetings(first: 1) { nodes { slug } } }');
    const { slug } = list.meetings.nodes[0];
    const results = await answers(client, query, { operationName: 'Meeting', variables: { slug } });
    assert.equal(results.length, 1);
    assert.equal(results[0].data.meeting.slug, slug);
    // As over HTTP, but for the transport.
    const body = JSON.stringify({ query, variables: { slug } });
    const plain = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    assert.deepEqual(results[0], await plain.json());
    await client.dispose();
  },

  'a document that does not fit the schema is an error': async () => {
    const client = connect();
    const refused = await answers(client, '{ nothing }').catch((errors) => errors);
    assert.equal(refused[0].extensions.code, 'VALIDATION_FAILED');
    const deep = `{ ${'a { '.repeat(70)}b${' }'.repeat(70)} }`;
    const [error] = await answers(client, deep).catch((errors) => errors);
    assert.equal(error.extensions.code, 'TOO_DEEP');
    // The socket goes on.
    assert.equal((await answers(client, '{ __typename }'))[0].data.__typename, 'Query');
    await client.dispose();
  },

  'many operations run at once on one socket': async () => {
    let sockets = 0;
    const client = connect({ on: { opened: () => (sockets += 1) } });
    const asked = Array.from({ length: 40 }, (_, first) =>
      answers(client, 'query($first: Int!) { meetings(first: $first) { nodes { slug } } }', {
        variables: { first: first + 1 },
      }),
    );
    const counts = (await Promise.all(asked)).map(([{ data }]) => data.meetings.nodes.length);
    assert.equal(counts[0], 1);
    assert.ok(counts.every((count, before) => count <= before + 1), String(counts));
    assert.ok(counts.at(-1) > 1);
    assert.equal(sockets, 1);
    await client.dispose();
  },

  'an operation that is completed before its answer has none': async () => {
    const client = connect();
    const got = [];
    await new Promise((resolve, reject) => {
      const sink = { next: (result) => got.push(result), error: reject, complete: resolve };
      client.subscribe({ query: '{ __typename }' }, sink)();
    });
    assert.deepEqual(got, []);
    assert.equal((await answers(client, '{ __typename }')).length, 1);
    await client.dispose();
  },

  'another subprotocol is closed with 4406': async () => {
    const socket = new WebSocket(socketUrl, 'graphql-ws');
    socket.on('error', () => {});
    const code = await new Promise((resolve) => socket.on('close', resolve));
    // The package ws itself fails a handshake that names none of its subprotocols.
    assert.ok([1006, CloseCode.SubprotocolNotAcceptable].includes(code), String(code));
  },

  'no subprotocol is closed with 4406': async () => {
    const socket = new WebSocket(socketUrl);
    const [code] = await new Promise((resolve) => socket.on('close', (...close) => resolve(close)));
    assert.equal(code, CloseCode.SubprotocolNotAcceptable);
  },

  'a client hears why it is closed': async () => {
    const close = await closed({ jsonMessageReplacer: (key, value) => (key === 'type' ? 'hello' : value) });
    assert.equal(close.code, CloseCode.BadRequest);
    assert.match(close.reason, /^Invalid message/);
  },

  'the languages of connection_init are answered in': async () => {
    const name = async (acceptLanguage) => {
      const client = connect({ connectionParams: { acceptLanguage } });
      const [{ data }] = await answers(client, '{ states(first: 1) { nodes { name } } }');
      await client.dispose();
      return data.states.nodes[0].name;
    };
    assert.match(await name('hi'), /\p{Script=Devanagari}/u);
    assert.match(await name('en'), /\p{Script=Latin}/u);
  },

  'a query by server-sent events has one answer': async () => {
    const client = events();
    const results = await answers(client, '{ meetings(first: 2) { nodes { slug } } }');
    assert.equal(results.length, 1);
    assert.equal(results[0].data.meetings.nodes.length, 2);
    client.dispose();
  },

  'a refused document comes as an event': async () => {
    const client = events();
    const [result] = await answers(client, '{ nothing }');
    assert.equal(result.errors[0].extensions.code, 'VALIDATION_FAILED');
    client.dispose();
  },

  ...changes({ answers, connect, events }),
};

let passed = 0;
let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came for ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([test(), late]);
    passed += 1;
  } catch (reason) {
    failed += 1;
    console.error(`${name}:`, reason);
  } finally {
    clearTimeout(timer);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
