import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newFolder } from '../src/newFolder.js';
import { UserError } from '../src/userError.js';
import { remove, temporaryFolder } from './support/temporaryFolder.js';

let home: string;
beforeEach(async () => {
  home = await temporaryFolder();
});
afterEach(() => remove(home));

test('a folder has its name when it is complete', async () => {
  const target = join(home, 'new');
  const written = await newFolder(target, async (path) => {
    await mkdir(join(path, 'in'));
    await writeFile(join(path, 'in', 'a'), 'text');
    expect(await readdir(home)).toEqual([path.slice(home.length + 1)]);
    expect(path).toMatch(/new\.[0-9a-f]{8}\.partial$/);
    return 7;
  });
  expect(written).toBe(7);
  expect(await readdir(home)).toEqual(['new']);
  expect(await readFile(join(target, 'in', 'a'), 'utf8')).toBe('text');
});

test('nothing is left of one that failed', async () => {
  const failing = newFolder(join(home, 'new'), async (path) => {
    await writeFile(join(path, 'a'), 'half');
    throw new Error('failed');
  });
  await expect(failing).rejects.toThrow('failed');
  expect(await readdir(home)).toEqual([]);
});

test('one that exists is not replaced, also where it was made meanwhile or is a link to nowhere', async () => {
  const [made, link] = [join(home, 'made'), join(home, 'link')];
  await symlink(join(home, 'nowhere'), link);
  await expect(newFolder(link, () => Promise.resolve())).rejects.toThrow(UserError);
  await expect(newFolder(made, () => mkdir(made))).rejects.toThrow(
    `Expected a folder that does not exist, but ${made} exists: choose another name.`,
  );
  expect((await readdir(home)).sort()).toEqual(['link', 'made']);
});
