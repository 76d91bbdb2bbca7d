// A wire between a client and a service that a test can cut: a relay of TCP, on a port of its own.

import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Wire {
  /** Where clients find the service's `/graphql` by this wire. */
  url: string;
  /** How many connections were made. */
  readonly connections: number;
  /** Whether connections are taken; those that are not are reset. */
  up: boolean;
  /** So many bytes of the service's come through a connection; it is cut with the last. */
  most: number;
  /** Ends all connections at once, without a word. */
  cut(): void;
  [Symbol.dispose](): void;
}

export async function wire(port: number): Promise<Wire> {
  const open = new Set<Socket>();
  let connections = 0;

  const server = createServer((near) => {
    if (!it.up) {
      near.resetAndDestroy();
      return;
    }
    connections += 1;
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [[near, far], [far, near]] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    near.pipe(far);
    let left = it.most;
    far.on('data', (bytes: Buffer) => {
      const piece = bytes.subarray(0, left);
      left -= piece.length;
      near.write(piece, () => left > 0 || near.destroy());
    });
  });

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const it: Wire = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    get connections() {
      return connections;
    },
    up: true,
    most: Infinity,
    cut: () => open.forEach((socket) => socket.destroy()),
    [Symbol.dispose]() {
      it.cut();
      server.close();
    },
  };
  return it;
}
