/** Of a day that several files of a heap give, one is taken. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf } from '../../../../src/market/day.js';
import { checkHeap } from '../../../../src/market/imports/heap/checkHeap.js';
import { udiffFile } from '../../../support/market/udiff.js';
import { remove, temporaryFolder } from '../../../support/temporaryFolder.js';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => remove(folder));

test('the day of a file that was cut off is taken from the next one', async () => {
  const whole = udiffFile('2024-10-08', [{ symbol: 'ALPHA' }, { symbol: 'BETA' }]);
  await writeFile(join(folder, 'a.csv'), whole.slice(0, -30));
  await writeFile(join(folder, 'b.csv'), whole);
  await writeFile(join(folder, 'c.csv'), whole);
  const { files, refusedFiles } = await checkHeap([folder], { today: dayOf('2024-10-31') });
  expect(refusedFiles).toEqual([
    { file: expect.stringMatching(/a\.csv$/), reason: expect.stringContaining('was cut off') },
  ]);
  expect(files).toMatchObject([
    { file: expect.stringMatching(/b\.csv$/), rows: 2, given: { leftOut: [] } },
    {
      rows: 0,
      given: { leftOut: [{ reason: 'READ_BEFORE', examples: [expect.stringMatching(/b\.csv$/)] }] },
    },
  ]);
});

test('two files of one name are two files', async () => {
  const whole = udiffFile('2024-10-08', [{ symbol: 'ALPHA' }, { symbol: 'BETA' }]);
  const paths = ['one', 'two'].map((name) => join(folder, name, 'day.csv'));
  for (const path of paths) {
    await mkdir(join(path, '..'));
    await writeFile(path, whole);
  }
  const { files } = await checkHeap(paths, { today: dayOf('2024-10-31') });
  expect(files.map(({ rows }) => rows)).toEqual([2, 0]);
});
