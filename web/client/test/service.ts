// A Sabha of its own for a test: the real programs, on a new database, on any free port. `SABHA_BIN` names the folder of the
// programs; left out, where `cargo build` puts them.

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const programs = resolve(process.env['SABHA_BIN'] ?? resolve(import.meta.dirname, '../../../target/debug'));
const run = promisify(execFile);

export interface Service {
  url: string;
  port: number;
  /** Applies a revision with so many changes: remarks of officials. */
  revise(changes: number): Promise<void>;
  /** Ends the service by SIGTERM, as who replaces it does, and waits until it is gone. */
  stop(): Promise<void>;
  /** Starts it again, on the same port and database. */
  start(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function service(...options: string[]): Promise<Service> {
  const folder = await mkdtemp(join(tmpdir(), 'sabha-client-'));
  const database = `sqlite://${join(folder, 'sabha.db')}`;
  const data = join(folder, 'data');
  let child: ChildProcess | undefined;
  let revisions = 0;

  const start = async (port: number): Promise<number> => {
    const args = ['--listen', `127.0.0.1:${port}`, '--database-url', database, '--revision-interval', '100ms', ...options];
    child = spawn(join(programs, 'sabha'), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    return ready(child);
  };

  const stop = async () => {
    const stopping = child;
    child = undefined;
    if (!stopping || stopping.exitCode !== null) return;
    const gone = new Promise((resolve) => stopping.once('exit', resolve));
    stopping.kill('SIGTERM');
    await gone;
  };

  const port = await start(0);
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    port,
    async revise(changes) {
      if (revisions === 0) await run(join(programs, 'seed'), ['export', data, '--database-url', database]);
      revisions += 1;
      const file = join(data, 'official.yaml');
      const parts = (await readFile(file, 'utf8')).split(/^(?=- slug: )/m);
      const remark = `  remark:\n    en: Remark ${revisions}\n    hi: टिप्पणी ${revisions}\n\n`;
      const changed = parts.map((part, at) => {
        return at < changes ? part.replace(/^  remark:\n(?:    .*\n)+/m, '').replace(/\n*$/, `\n${remark}`) : part;
      });
      await writeFile(file, changed.join(''));
      await run(join(programs, 'seed'), ['apply', '--data', data, '--database-url', database]);
    },
    stop,
    start: async () => void (await start(port)),
    async [Symbol.asyncDispose]() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The port that the service says it listens on, once it answers there. */
async function ready(child: ChildProcess): Promise<number> {
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (log += text));
  for (let tries = 0; tries < 600; tries += 1) {
    const port = /Sabha is at.*?http:\/\/127\.0\.0\.1:(\d+)/s.exec(log)?.[1];
    if (port && (await fetch(`http://127.0.0.1:${port}/health/ready`).then(({ ok }) => ok, () => false))) return Number(port);
    if (child.exitCode !== null) break;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error(`the service did not start:\n${log}`);
}
