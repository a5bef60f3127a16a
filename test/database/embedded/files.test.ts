import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, makeFolders } from '../../../src/database/embedded/files.js';
import { remove, temporaryFolder } from '../../support/temporaryFolder.js';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => remove(folder));

test('makes a folder with those above it, and takes one that exists', async () => {
  const path = join(folder, 'a', 'b', 'c');
  await makeFolders(path);
  await makeFolders(path);
  expect(await exists(path)).toBe(true);
});

test('fails below a file, and where a file is', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(makeFolders(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolders(join(file, 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test('fails where a link leads to itself, or nowhere', async () => {
  const [circle, nowhere] = [join(folder, 'circle'), join(folder, 'nowhere')];
  await symlink('circle', circle);
  await symlink('missing', nowhere);
  await expect(makeFolders(circle)).rejects.toMatchObject({ code: expect.stringMatching(/ELOOP|EEXIST/) });
  await expect(makeFolders(nowhere)).rejects.toMatchObject({ code: expect.stringMatching(/ENOENT|EEXIST/) });
});

// With `recursive` of mkdir, Node asks for ever.
test.each(['/proc/greyoak', '/proc/greyoak/store'])('fails where no folder can be made: %s', async (path) => {
  await expect(makeFolders(path)).rejects.toMatchObject({ code: 'ENOENT' });
});
