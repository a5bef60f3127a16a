import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { writeWhole } from '../../src/exports/writeWhole.js';
import { fileError } from '../../src/fileError.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => remove(folder));

async function end(sink: Writable, text: string): Promise<string> {
  sink.end(text);
  await finished(sink);
  return text;
}

test('a file has its name when it is complete, and replaces another one then', async () => {
  const file = join(folder, 'a.csv');
  await writeFile(file, 'old');
  const written = await writeWhole(file, async (makeSink) => {
    const text = await end(makeSink(), 'new');
    expect(await readFile(file, 'utf8')).toBe('old');
    return text;
  });
  expect(written).toBe('new');
  expect(await readFile(file, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['a.csv']);
});

test('nothing is left of a file that failed, and an error of the disk names it', async () => {
  const file = join(folder, 'a.csv');
  const full = Object.assign(new Error('write'), { code: 'ENOSPC', errno: -28, syscall: 'write' });
  const failing = writeWhole(file, async (makeSink) => {
    const sink = makeSink();
    sink.write('half', () => sink.destroy(full));
    await finished(sink);
  });
  const error: unknown = await failing.catch((cause: unknown) => cause);
  expect(fileError(error)?.message).toBe(
    `${file} cannot be used (write): the disk is full (ENOSPC): free space, or name a place on another disk.`,
  );
  expect(await readdir(folder)).toEqual([]);
});
