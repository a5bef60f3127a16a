/** What is published: one module without imports, and its types. */
import { execFile } from 'node:child_process';
import { cp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/temporaryFolder.js';

const run = promisify(execFile);
let folder: string;
/** The project of a frontend, which has the package and graphql-ws installed. */
let project: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  project = await temporaryFolder();
  const vite = ['node_modules/vite/bin/vite.js', 'build', '-c', 'vite.client.config.js'];
  await run(process.execPath, [...vite, '--outDir', folder, '--emptyOutDir']);
  await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'src/client', '--outDir', folder]);
}, 60_000);

afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(project, { recursive: true });
});

test('is one small module that imports nothing', async () => {
  const files = await readdir(folder);
  expect(files.filter((file) => !file.endsWith('.d.ts'))).toEqual(['index.js']);
  const text = await readFile(join(folder, 'index.js'), 'utf8');
  expect(text).not.toMatch(/\b(import|require)\b/);
  expect(gzipSync(text).length).toBeLessThan(2_000);
});

test('has types that stand alone', async () => {
  const types = (await readdir(folder)).filter((file) => file.endsWith('.d.ts'));
  expect(types).toContain('index.d.ts');
  for (const file of types) {
    // The examples of docstrings import what a page would.
    const code = (await readFile(join(folder, file), 'utf8')).replace(/\/\*[^]*?\*\//g, '');
    const imported = [...code.matchAll(/from '([^']+)'/g)];
    for (const [, name] of imported) expect(types).toContain(name.replace(/^\.\/(.*)\.js$/, '$1.d.ts'));
  }
});

test('works', async () => {
  const module = join(folder, 'client.mjs');
  await cp(join(folder, 'index.js'), module);
  // In a process of its own, as a page would have it: nothing of the sources is near.
  const program = `
    import { liveOptions, resuming } from ${JSON.stringify(pathToFileURL(module).href)};
    const attempts = [];
    const subscribe = (payload, sink) => {
      attempts.push(JSON.stringify(payload.variables));
      for (const cursor of ['a', 'b', 'b']) sink.next({ data: { live: { cursor } } });
      attempts.push(JSON.stringify(payload.variables));
      return () => undefined;
    };
    const seen = [];
    const query = 'subscription ($after: ID) { live: scoreChanged(after: $after) { cursor } }';
    resuming({ subscribe }).subscribe({ query }, { next: ({ data }) => seen.push(data.live.cursor) });
    process.stdout.write(JSON.stringify({ attempts, seen, keys: Object.keys(liveOptions) }));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  expect(JSON.parse(stdout)).toEqual({
    attempts: ['{}', '{"after":"b"}'],
    seen: ['a', 'b'],
    keys: ['retryAttempts', 'retryWait', 'retry', 'shouldRetry', 'keepAlive'],
  });
});

describe('npm run pack:client', () => {
  const PROGRAM = `
import { createClient, type Client } from 'graphql-ws';
import { liveOptions, resuming, type ResumingOptions } from 'greyoak/client';

type IsAny<Type> = 0 extends 1 & Type ? true : false;
export const areAny: readonly [IsAny<typeof resuming>, IsAny<typeof liveOptions>, IsAny<ResumingOptions>] = [false, false, false];
export const client: Client = resuming(createClient({ url: 'wss://scores.example/graphql', ...liveOptions }), {
  onCursor: (cursor: string) => void cursor,
});
`;

  beforeAll(async () => {
    const { stdout } = await run(process.execPath, ['src/client/package/pack.js', project, folder]);
    await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    const options = ['--offline', '--no-audit', '--no-fund'];
    await run('npm', ['install', ...options, stdout.trim()], { cwd: project });
    for (const name of ['graphql-ws', 'graphql']) {
      await symlink(resolve('node_modules', name), join(project, 'node_modules', name));
    }
    await writeFile(join(project, 'program.ts'), PROGRAM);
  }, 60_000);

  test('makes a package of the module, its types, a manual and the licence, without dependencies', async () => {
    const installed = join(project, 'node_modules/greyoak');
    const { version, license } = JSON.parse(await readFile('package.json', 'utf8')) as Record<
      string,
      unknown
    >;
    expect(await readdir(project)).toContain(`greyoak-client-${String(version)}.tgz`);
    expect((await readdir(installed)).sort()).toEqual(['LICENSE', 'README.md', 'client', 'package.json']);
    expect((await readdir(join(installed, 'client'))).sort()).toEqual((await readdir(folder)).sort());
    const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({ version, license });
    expect(manifest).not.toHaveProperty('dependencies');
  });

  test('makes a package that Node imports as greyoak/client', async () => {
    const program = "console.log(Object.keys(await import('greyoak/client')).join())";
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: project,
    });
    expect(stdout.trim()).toBe('liveOptions,resuming');
  });

  test.each([
    ['bundler', 'esnext'],
    ['nodenext', 'nodenext'],
  ])('makes a package whose types are found by %s', async (moduleResolution, module) => {
    const options = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2022', '--lib', 'es2023,dom'];
    const how = ['--module', module, '--moduleResolution', moduleResolution, 'program.ts'];
    const tsc = [resolve('node_modules/typescript/bin/tsc'), ...options, ...how];
    const complaints = await run(process.execPath, tsc, { cwd: project }).then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    );
    expect(complaints).toBe('');
  });
});
