// The example operations: each is answered by the server (SABHA_URL), well within its limits, and together they show all it can do.

import { expect, test } from '@playwright/test';
import {
  buildClientSchema, getIntrospectionQuery, getNamedType, isObjectType, parse, TypeInfo, visit, visitWithTypeInfo, type GraphQLObjectType,
} from 'graphql';
import { examples } from './page.ts';

for (const { name, query, variables } of examples.filter((it) => /^query /m.test(it.query))) {
  test(`the server answers example ${name}`, async ({ request }) => {
    const reply = await request.post('/graphql', { data: { query, variables }, headers: { 'x-sabha-cost': '1' } });
    const body = await reply.json();
    expect(body.errors).toBeUndefined();
    // Roots that are null, lists without anything in them, and counts of nothing would show nothing.
    for (const [key, value] of Object.entries<Root | Root[]>(body.data)) {
      expect(value, `${key} is there`).not.toBeNull();
      expect(value, `${key} lists something`).not.toEqual([]);
      if (Array.isArray(value)) {
        expect(value, `${key} has nothing missing`).not.toContain(null);
      } else {
        expect(value.totalCount, `${key} counts something`).not.toBe(0);
        expect(value.nodes, `${key} lists something`).not.toEqual([]);
        expect(value.edges, `${key} lists something`).not.toEqual([]);
      }
    }
    expect(body.extensions.cost.estimated).toBeLessThan(body.extensions.cost.limit / 2);
  });
}

for (const { name, query, variables } of examples.filter((it) => /^subscription /m.test(it.query))) {
  test(`the server has something to tell example ${name}`, async ({ baseURL }) => {
    // As server-sent events, because Node has them without a package; the page itself uses the WebSocket.
    const stop = new AbortController();
    const reply = await fetch(`${baseURL}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal: stop.signal,
    });
    let text = '';
    for await (const chunk of reply.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      if (/^data: .*\n\n/m.test(text)) break;
    }
    stop.abort();
    const first = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '{}');
    expect(first.errors).toBeUndefined();
    expect(Object.values(first.data)).not.toContain(null);
  });
}

test('every root field and every page of something has an example', async ({ request }) => {
  const reply = await request.post('/graphql', { data: { query: getIntrospectionQuery() } });
  const schema = buildClientSchema((await reply.json()).data);

  const shown = new Set<string>();
  for (const { query } of examples) {
    const info = new TypeInfo(schema);
    visit(parse(query), visitWithTypeInfo(info, {
      Field() {
        const field = info.getFieldDef()?.name;
        const parent = info.getParentType();
        shown.add(`${parent?.name}.${field}`);
        // What a record has, all kinds of records have.
        const common = isObjectType(parent) ? parent.getInterfaces().filter((it) => field && it.getFields()[field]) : [];
        for (const it of common) shown.add(`${it.name}.${field}`);
      },
    }));
  }
  const roots = [schema.getQueryType(), schema.getSubscriptionType()];
  const wanted = Object.values(schema.getTypeMap()).filter((it): it is GraphQLObjectType => isObjectType(it) && !it.name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields())
      .filter((field) => roots.includes(type) || getNamedType(field.type).name.endsWith('Connection'))
      .map((field) => {
        const common = type.getInterfaces().find((it) => it.getFields()[field.name]);
        return `${common?.name ?? type.name}.${field.name}`;
      }));
  expect(wanted.length).toBeGreaterThan(50);
  expect(wanted.filter((it) => !shown.has(it))).toEqual([]);
});

test('every example is told in both languages, in Hindi with Hindi letters', () => {
  for (const { name, query } of examples) {
    for (const key of ['title.en', 'en']) expect(line(query, key), `${name}, ${key}`).toMatch(/[a-z]/i);
    for (const key of ['title.hi', 'hi']) expect(line(query, key), `${name}, ${key}`).toMatch(/[\u0904-\u0939]/);
  }
  expect(new Set(examples.map((it) => it.name)).size).toBe(examples.length);
  expect(new Set(examples.map((it) => it.operation)).size).toBe(examples.length);
});

function line(query: string, key: string): string {
  return query.split('\n', 4).find((it) => it.startsWith(`# ${key}: `))?.slice(key.length + 4) ?? '';
}

/** What a root field of an example answers, as far as all are alike. */
interface Root {
  totalCount?: number;
  nodes?: unknown[];
  edges?: unknown[];
}
