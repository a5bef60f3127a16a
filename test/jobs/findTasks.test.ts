import { afterEach, expect, test } from '@jest/globals';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findTasks } from '../../src/jobs/findTasks.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** A folder of rooms with these files. */
async function rooms(files: Readonly<Record<string, string>>): Promise<URL> {
  const folder = await temporaryFolder();
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return pathToFileURL(`${folder}/`);
}

const task = (name: string) => `export const task = { name: '${name}', attempts: 1, run() {} };`;

test('finds the tasks of this service', async () => {
  const tasks = await findTasks(new URL('../../src/', import.meta.url));
  expect(tasks.map(({ name }) => name)).toEqual(expect.arrayContaining(['rescore', 'rescore_outdated']));
});

test('takes one task from each module in the tasks folder of a room', async () => {
  const folder = await rooms({
    'package.json': '{ "type": "module" }',
    'one/tasks/b.js': task('b'),
    'one/tasks/b.d.ts': 'export {};',
    'one/tasks/b.js.map': '{}',
    'one/other.js': task('other'),
    'two/tasks/a.js': `${task('a')} export const most = 3;`,
    'three/index.js': '',
  });
  expect((await findTasks(folder)).map(({ name }) => name)).toEqual(['b', 'a']);
});

test('refuses a module without a task, and two tasks of one name', async () => {
  const none = await rooms({
    'package.json': '{ "type": "module" }',
    'one/tasks/a.js': 'export const a = 1;',
  });
  await expect(findTasks(none)).rejects.toThrow(/Expected one task in .*one\/tasks\/a\.js, got 0\./);
  const twice = await rooms({
    'package.json': '{ "type": "module" }',
    'one/tasks/a.js': task('same'),
    'two/tasks/a.js': task('same'),
  });
  await expect(findTasks(twice)).rejects.toThrow(/got a second "same" in .*two\/tasks\/a\.js/);
});
