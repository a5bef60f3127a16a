import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { link, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { findFiles } from '../../../src/market/imports/findFiles.js';
import { openDataFile } from '../../../src/market/imports/openDataFile.js';
import { readFolder } from '../../../src/market/imports/readFolder.js';
import { walkFolder, type FolderSink } from '../../../src/market/imports/walkFolder.js';
import { fileOf, refusalOf, removeFolders, TODAY, writeFolder } from '../../support/market/folder.js';

const SECRET = 'the first line of another file';

afterEach(removeFolders);

const refusal = (folder: string) => refusalOf(readFolder(folder, { today: TODAY }), folder);

const notRegular = (kind: string, file = 'prices.csv') =>
  `UserError: FOLDER/${file} is ${kind}: expected a regular file. ` +
  'Put the file itself into the folder; nothing was read of it.';

describe.each(['prices.csv', 'companies.csv.gz'])('%s is refused where it is', (file) => {
  test('a FIFO, without waiting for its writer', async () => {
    const folder = await writeFolder({});
    execFileSync('mkfifo', [join(folder, file)]);
    expect(await refusal(folder)).toBe(notRegular('a FIFO', file));
  });

  test('a socket', async () => {
    const folder = await writeFolder({});
    const server = createServer().listen(join(folder, file));
    await once(server, 'listening');
    expect(await refusal(folder)).toBe(notRegular('a socket', file));
    server.close();
    await once(server, 'close');
  });

  test('a folder', async () => {
    const folder = await writeFolder({});
    await mkdir(join(folder, file));
    expect(await refusal(folder)).toBe(notRegular('a folder', file));
  });

  test.each([
    ['out of the folder', '../other.csv'],
    ['to a file of the folder', 'other.csv'],
    ['to a device', '/dev/zero'],
    ['to nothing', 'nowhere'],
    ['to itself', file],
  ])('a link %s', async (_, target) => {
    const parent = await writeFolder({ 'other.csv': SECRET });
    const folder = join(parent, 'market');
    await mkdir(folder);
    await writeFile(join(folder, 'other.csv'), SECRET);
    await symlink(target, join(folder, file));
    expect(await refusal(folder)).toBe(notRegular('a link', file));
  });
});

test('a device is refused', async () => {
  expect(await refusalOf(openDataFile('/dev/null'), '/dev')).toBe(notRegular('a device', 'null'));
});

test('a file that is replaced by a link after it was found is not read', async () => {
  const folder = await writeFolder({ ...fileOf('holidays'), other: SECRET });
  const found = await findFiles(folder);
  await symlink(join(folder, 'other'), join(folder, 'link'));
  await rename(join(folder, 'link'), join(folder, 'holidays.csv'));
  const refused: string[] = [];
  const sink: Partial<FolderSink> = {
    refused: (_, { message }) => {
      refused.push(message);
    },
  };
  await walkFolder(found, { today: TODAY }, sink as FolderSink);
  expect(refused).toEqual([expect.stringContaining('holidays.csv is a link')]);
});

test('a file that is removed after it was found is told as missing', async () => {
  const folder = await writeFolder(fileOf('holidays'));
  const found = await findFiles(folder);
  await rm(join(folder, 'holidays.csv'));
  const refused: string[] = [];
  const sink: Partial<FolderSink> = {
    refused: (_, { message }) => {
      refused.push(message);
    },
  };
  await walkFolder(found, { today: TODAY }, sink as FolderSink);
  expect(refused).toEqual([expect.stringContaining('it does not exist')]);
});

test('hard links, and a folder that is itself a link, are read', async () => {
  const folder = await writeFolder({
    ...fileOf('holidays', '2018-01-26,HOLIDAY,'),
    'companies.txt': 'ticker,name\nA,b\n',
  });
  await link(join(folder, 'companies.txt'), join(folder, 'companies.csv'));
  await symlink(folder, join(folder, 'self'));
  const { summaries } = await readFolder(join(folder, 'self'), { today: TODAY });
  expect(summaries.map(({ file, rows }) => [file, rows])).toEqual([
    ['companies.csv', 1],
    ['holidays.csv', 1],
  ]);
});

test('a folder behind links in a circle is told as such', async () => {
  const folder = await writeFolder({});
  await symlink('b', join(folder, 'a'));
  await symlink('a', join(folder, 'b'));
  expect(await refusalOf(readFolder(join(folder, 'a'), { today: TODAY }), folder)).toBe(
    'UserError: Expected a folder of CSV files at FOLDER/a, but it cannot be read: it is a link, or its path leads ' +
      'through links in a circle (ELOOP): name the file or folder itself.',
  );
});
