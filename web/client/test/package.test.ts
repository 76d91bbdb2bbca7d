// The package as others get it: packed, installed into an empty project, a program compiled against it and run.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { service } from './service.ts';

const PROGRAM = `
import WebSocket from 'ws';
import { changes, graphql, readFragment, sabhaClient, sabhaError, type Change, type ResultOf, type SchemaType } from 'sabha-client';

const Line = graphql(\`fragment Line on Meeting { name when { display } }\`);
const Held = graphql(\`query Held($filter: MeetingFilter) { meetings(filter: $filter, first: 2) { nodes { slug ...Line } } }\`, [Line]);
const filter: SchemaType<'MeetingFilter'> = { state: { code: { eq: 'IN-CG' } }, status: ['HELD'] };

const url = process.argv[2]!;
const { data, error } = await sabhaClient({ url, language: 'en' }).query(Held, { filter });
if (error) throw sabhaError(error);
const meetings: ResultOf<typeof Held>['meetings']['nodes'] = data!.meetings.nodes;
for (const meeting of meetings) console.log(readFragment(Line, meeting).name);

const heard: Change[] = [];
for await (const change of changes({ url, since: 0, kinds: ['STATE'], webSocket: WebSocket })) {
  heard.push(change);
  if (heard.length === 2) break;
}
console.log(heard.map(({ kind }) => kind).join());

// @ts-expect-error it was not asked for
export const unasked = meetings[0]?.when;
// @ts-expect-error there is no such state of a meeting
export const wrong: SchemaType<'MeetingFilter'> = { status: ['HOLD'] };
`;

const OPTIONS = { strict: true, target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], types: ['node'], outDir: 'out', rootDir: '.' };

test('the packed package compiles strictly and runs', { timeout: 600_000 }, async () => {
  const client = resolve(import.meta.dirname, '..');
  const project = await mkdtemp(join(tmpdir(), 'sabha-packed-'));
  const run = async (cwd: string, command: string, ...args: string[]) => (await promisify(execFile)(command, args, { cwd })).stdout;
  try {
    const packed = await run(client, 'npm', 'pack', '--json', '--foreground-scripts=false', '--pack-destination', project);
    const [{ filename, files }] = JSON.parse(packed);
    const paths = files.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(expect.arrayContaining(['README.md', 'LICENSE-MIT', 'dist/index.js', 'dist/index.d.ts', 'dist/schema.graphql']));
    expect(paths.filter((path: string) => /test|node_modules|src\//.test(path))).toEqual([]);

    await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    const packages = [`./${filename}`, 'ws@8', '@types/ws@8', '@types/node@20', 'typescript@6'];
    await run(project, 'npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', ...packages);
    await writeFile(join(project, 'main.ts'), PROGRAM);
    // As Node.js resolves modules, and as bundlers do; the package's own types are checked too (no skipLibCheck).
    for (const [module, moduleResolution] of [['esnext', 'bundler'], ['nodenext', 'nodenext']]) {
      await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...OPTIONS, module, moduleResolution } }));
      await run(project, 'npx', 'tsc').catch((reason: { stdout: string }) => expect.fail(`${moduleResolution}: ${reason.stdout}`));
    }

    // What tsc cannot see in a document, its checker does.
    const plugins = [{ name: 'gql.tada/ts-plugin', schema: 'node_modules/sabha-client/dist/schema.graphql' }];
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...OPTIONS, module: 'nodenext', plugins } }));
    await run(project, 'npx', 'gql.tada', 'check');
    await writeFile(join(project, 'wrong.ts'), "import { graphql } from 'sabha-client';\ngraphql(`{ meetings { nodes { nothing } } }`);\n");
    await expect(run(project, 'npx', 'gql.tada', 'check')).rejects.toThrow();

    await using sabha = await service();
    const lines = (await run(project, 'node', 'out/main.js', sabha.url)).trim().split('\n');
    expect(lines.length).toBe(3);
    expect(lines[2]).toBe('STATE,STATE');
  } finally {
    await rm(project, { recursive: true, force: true });
  }
});
