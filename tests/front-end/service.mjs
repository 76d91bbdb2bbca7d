// The other ends: a service of its own for a page with documents, and a wire to a service whose sockets are cut.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { join, resolve } from 'node:path';

const programs = resolve(process.env.SABHA_BIN ?? resolve(import.meta.dirname, '../../target/debug'));

/** Starts `sabha` with a new database in a folder, once it is ready. */
export async function serve(folder, options) {
  const args = ['--listen', '127.0.0.1:0', '--database-url', `sqlite://${join(folder, 'sabha.db')}`, ...options];
  const child = spawn(join(programs, 'sabha'), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (log += text));
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  for (let tries = 0; tries < 600 && child.exitCode === null; tries += 1) {
    const url = /Sabha is at.*?(http:\/\/127\.0\.0\.1:\d+)/s.exec(log)?.[1];
    if (url && (await fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false))) return { url, stop };
    await new Promise((wait) => setTimeout(wait, 100));
  }
  await stop();
  throw new Error(`the service did not start:\n${log}`);
}

/** A relay whose WebSockets end with so many bytes, without a word; what is not a WebSocket goes through whole. */
export async function cutting(url, most) {
  const open = new Set();
  let cuts = 0;
  const relay = createServer((near) => {
    const far = connect(Number(new URL(url).port), '127.0.0.1');
    let left = Infinity;
    for (const [one, other] of [[near, far], [far, near]]) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => open.delete(one) && other.destroy());
    }
    near.on('data', (bytes) => {
      if (bytes.toString('latin1').startsWith('GET /graphql/ws ')) left = most;
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      const piece = bytes.subarray(0, left);
      left -= piece.length;
      near.write(piece, () => {
        if (left > 0 || near.destroyed) return;
        cuts += 1;
        near.destroy();
      });
    });
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const stop = () => {
    open.forEach((socket) => socket.destroy());
    relay.close();
  };
  return { url: `http://127.0.0.1:${relay.address().port}`, cuts: () => cuts, stop };
}
