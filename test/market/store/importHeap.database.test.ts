import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Database } from '../../../src/database/database.js';
import { dayOf } from '../../../src/market/day.js';
import { DEFAULT_LIMITS } from '../../../src/market/imports/importLimits.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { importHeap, type ImportedHeap } from '../../../src/market/store/importHeap.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { udiffFile } from '../../support/market/udiff.js';
import { zipFile } from '../../support/market/zipFile.js';
import { remove, temporaryFolder } from '../../support/temporaryFolder.js';

const TODAY = { today: dayOf('2024-10-31') };

let database: Database;
let folder: string;
beforeEach(async () => {
  database = await openTestDatabase();
  folder = await temporaryFolder();
  await mkdir(join(folder, 'format'));
  await mkdir(join(folder, 'heap'));
  const companies = 'ticker,name,isin\nALPHA,Alpha,INE000A01011\nBETA,Beta,INE000B01019\nGAMMA,Gamma,\n';
  await writeFile(join(folder, 'format', 'companies.csv'), companies);
  await importFolder(database.pool, join(folder, 'format'), TODAY);
});
afterEach(() => remove(folder));
afterAll(closeTestDatabases);

const put = (name: string, bytes: string | Buffer) => writeFile(join(folder, 'heap', name), bytes);
const take = (limits = DEFAULT_LIMITS): Promise<ImportedHeap> =>
  importHeap(database.pool, [join(folder, 'heap')], { ...TODAY, limits });

async function storedBars(): Promise<string[]> {
  const { rows } = await database.pool.query<{ bar: string }>(
    `SELECT concat_ws(' ', ticker, day, trim_scale(close), recorded_in, superseded_in) AS bar
     FROM bars JOIN stocks ON stocks.id = stock_id ORDER BY day, ticker, recorded_in`,
  );
  return rows.map(({ bar }) => bar);
}

const counts = ({ files }: ImportedHeap) =>
  files.map(({ file, read, inserted, updated, unchanged, leftOut }) => [
    file,
    ...[read, inserted, updated, unchanged],
    Object.fromEntries(leftOut.map(({ reason, rows }) => [reason, rows])),
  ]);

describe('a heap of files', () => {
  test('is read from the oldest day to the newest one, whatever the files are called and packed in', async () => {
    const day = (date: string, close: number) => udiffFile(date, [{ symbol: 'ALPHA', close }]);
    await put('a.txt', day('2024-10-09', 102));
    await put('b.html', gzipSync(day('2024-10-08', 101)));
    await put('c.csv', zipFile([{ name: 'x/y.pdf', bytes: day('2024-10-07', 100) }]));
    const imported = await take();
    expect(imported.refusedFiles).toEqual([]);
    expect(counts(imported)).toEqual([
      ['heap/c.csv/x/y.pdf', 1, 1, 0, 0, {}],
      ['heap/b.html', 1, 1, 0, 0, {}],
      ['heap/a.txt', 1, 1, 0, 0, {}],
    ]);
    expect(imported.recognised[0]).toMatchObject({
      file: 'heap/c.csv/x/y.pdf',
      title: 'NSE bhavcopy (UDiFF)',
    });
    const { rows } = await database.pool.query(`SELECT source, format FROM batches ORDER BY id DESC LIMIT 1`);
    expect(rows).toEqual([{ source: 'heap/a.txt', format: 'nse-udiff' }]);
  });

  test('gives each day once: the second file of a day is left out, and says of which file the day is', async () => {
    await put('a.csv', udiffFile('2024-10-08', [{ symbol: 'ALPHA' }, { symbol: 'BETA' }]));
    await put('b.csv', udiffFile('2024-10-08', [{ symbol: 'ALPHA', close: 999 }, { symbol: 'GAMMA' }]));
    const imported = await take();
    expect(counts(imported)).toEqual([
      ['heap/a.csv', 2, 2, 0, 0, {}],
      ['heap/b.csv', 0, 0, 0, 0, { READ_BEFORE: 2 }],
    ]);
    expect(imported.files[1].leftOut[0].examples).toEqual(['heap/a.csv']);
    expect(await storedBars()).toHaveLength(2);
  });

  test('that is imported again changes nothing, and a corrected file adds versions', async () => {
    await put('a.csv', udiffFile('2024-10-08', [{ symbol: 'ALPHA' }, { symbol: 'BETA' }]));
    await take();
    expect(counts(await take())).toEqual([['heap/a.csv', 2, 0, 0, 2, {}]]);
    await put('a.csv', udiffFile('2024-10-08', [{ symbol: 'ALPHA', close: 101 }, { symbol: 'BETA' }]));
    expect(counts(await take())).toEqual([['heap/a.csv', 2, 0, 1, 1, {}]]);
    expect(await storedBars()).toEqual([
      'ALPHA.NS 2024-10-08 100 3 5',
      'ALPHA.NS 2024-10-08 101 5',
      'BETA.NS 2024-10-08 100 3',
    ]);
  });

  test('names each file that cannot be taken, and takes the others', async () => {
    const good = udiffFile('2024-10-08', [{ symbol: 'ALPHA' }]);
    await put('good.csv', good);
    await put('bomb.zip', zipFile([{ name: 'zeros', bytes: Buffer.alloc(2 ** 25), statedSize: 10 }]));
    await put('cut.csv', good.slice(0, -60));
    await put('cut.gz', gzipSync(good).subarray(0, 100));
    await put('cut.json', '{"a": [1, 2');
    await put('cut.zip', zipFile([{ name: 'a', bytes: good }]).subarray(0, -30));
    await put('empty.csv', '');
    await put('encrypted.zip', zipFile([{ name: 'a.csv', bytes: good, flags: 1 }]));
    await put('header.csv', good.slice(0, good.indexOf('\n') + 1));
    await put('missing.csv', '<!DOCTYPE html><html><body>Not found</body></html>');
    await put('other.csv', 'to,be\nor,not\n');
    await put('program.exe', Buffer.from([77, 90, 0, 0, 1, 2]));
    await symlink('/etc/hostname', join(folder, 'heap', 'link.csv'));
    const { refusedFiles, files } = await take({ ...DEFAULT_LIMITS, bytes: 2 ** 24 });
    expect(files.map(({ file }) => file)).toEqual(['heap/good.csv']);
    const said = Object.fromEntries(refusedFiles.map(({ file, reason }) => [file.slice(5), reason]));
    expect(said).toEqual({
      'bomb.zip/zeros': expect.stringMatching(/is no whole zip file \(.*\)/),
      'cut.csv': expect.stringMatching(/was cut off: its last line, 2, has \d+ fields of 34/),
      'cut.gz': expect.stringMatching(/is no whole gzip file/),
      'cut.json': expect.stringMatching(/is no whole JSON text/),
      'cut.zip': expect.stringMatching(/is no whole zip file/),
      'empty.csv': expect.stringMatching(/is empty/),
      'encrypted.zip/a.csv': expect.stringMatching(/is encrypted/),
      'header.csv': expect.stringMatching(/has the header of NSE bhavcopy \(UDiFF\), but no rows/),
      'link.csv': expect.stringMatching(/is a link: expected a regular file/),
      'missing.csv': expect.stringMatching(/is a page of HTML/),
      'other.csv': expect.stringMatching(
        /is no file that can be read: expected one of those that docs\/sources\.md lists/,
      ),
      'program.exe': expect.stringMatching(/is no text/),
    });
  });

  test('refuses what unpacks to more than the limit, honestly stated', async () => {
    await put('big.zip', zipFile([{ name: 'zeros', bytes: Buffer.alloc(2 ** 25) }]));
    await put('big.gz', gzipSync(Buffer.alloc(2 ** 25)));
    const { refusedFiles } = await take({ ...DEFAULT_LIMITS, bytes: 2 ** 24 });
    expect(
      refusedFiles.map(({ file, reason }) => [file, /expected at most 16777216 bytes/.test(reason)]),
    ).toEqual([
      ['heap/big.gz', true],
      ['heap/big.zip/zeros', true],
    ]);
  });

  test('ignores files of a zip file that are not needed where another one is read', async () => {
    const bytes = udiffFile('2024-10-08', [{ symbol: 'ALPHA' }]);
    await put(
      'day.zip',
      zipFile([
        { name: 'readme.txt', bytes: 'Read me.' },
        { name: 'bhav.csv', bytes },
      ]),
    );
    const { ignored, refusedFiles, files } = await take();
    expect(ignored).toEqual(['heap/day.zip/readme.txt']);
    expect(refusedFiles).toEqual([]);
    expect(files).toHaveLength(1);
  });

  test('is refused where there is nothing, or no such path', async () => {
    await expect(take()).rejects.toThrow(
      'Expected files of exchanges or sites, got none: the folders are empty.',
    );
    await expect(importHeap(database.pool, [join(folder, 'nowhere')], TODAY)).rejects.toThrow(
      /Expected a file or folder at .*nowhere/,
    );
  });
});
