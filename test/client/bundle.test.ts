/** What is published: one module without imports, and its types. */
import { execFile } from 'node:child_process';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/temporaryFolder.js';

const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  const vite = ['node_modules/vite/bin/vite.js', 'build', '-c', 'vite.client.config.js'];
  await run(process.execPath, [...vite, '--outDir', folder, '--emptyOutDir']);
  await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'src/client', '--outDir', folder]);
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

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
