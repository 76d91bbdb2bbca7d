// The subscription to the change log, over both transports: what was missed first, in order and once, then what comes.
import assert from 'node:assert/strict';

const CHANGES = `subscription Changes($since: Revision, $after: ID, $kinds: [RecordKind!]) {
  changes(since: $since, after: $after, kinds: $kinds) { id revision action kind slug }
}`;

// The first changes of a subscription, which is then left.
const take = async (client, count, variables) => {
  const taken = [];
  for await (const { data, errors } of client.iterate({ query: CHANGES, variables })) {
    assert.equal(errors, undefined);
    taken.push(data.changes);
    if (taken.length === count) break;
  }
  return taken;
};

export const changes = ({ answers, connect, events }) => ({
  'the changes that were missed come in order and once': async () => {
    const client = connect();
    const taken = await take(client, 50, { since: 0 });
    assert.equal(new Set(taken.map(({ id }) => id)).size, 50);
    const revisions = taken.map(({ revision }) => Number(revision));
    assert.deepEqual(revisions, revisions.toSorted((a, b) => a - b));
    assert.ok(taken.every(({ action, kind, slug }) => action && kind && slug));
    await client.dispose();
  },

  'a cut subscription goes on after the last change seen': async () => {
    const whole = connect();
    const all = await take(whole, 30, { since: 0 });
    await whole.dispose();
    // The socket is cut, not closed, and the client asks again for what it has not seen.
    let socket;
    const cut = connect({ on: { opened: (opened) => (socket = opened) } });
    const seen = [];
    const reading = cut.iterate({ query: CHANGES, variables: { since: 0 } });
    const broken = (async () => {
      for await (const { data } of reading) {
        seen.push(data.changes);
        if (seen.length === 10) socket.terminate();
        if (seen.length >= 10) break;
      }
    })();
    await broken.catch(() => {});
    const again = connect();
    const rest = await take(again, 20, { after: seen.at(-1).id });
    await again.dispose();
    assert.deepEqual([...seen, ...rest], all);
  },

  'only the kinds that are asked for come': async () => {
    const client = connect();
    const taken = await take(client, 3, { since: 0, kinds: ['MEETING'] });
    assert.deepEqual(new Set(taken.map(({ kind }) => kind)), new Set(['MEETING']));
    await client.dispose();
  },

  'a revision that is still to come is refused': async () => {
    const client = connect();
    const [{ errors }] = await answers(client, CHANGES, { variables: { since: 1_000_000 } });
    assert.equal(errors[0].extensions.code, 'BAD_INPUT');
    await client.dispose();
  },

  'server-sent events tell the same changes': async () => {
    const [client, stream] = [connect(), events()];
    assert.deepEqual(await take(stream, 20, { since: 0 }), await take(client, 20, { since: 0 }));
    await client.dispose();
    stream.dispose();
  },
});
