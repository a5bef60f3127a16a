import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';
import { udiffFile } from '../support/market/udiff.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

let folder: string;
let url: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  url = await createTestDatabase();
  await mkdir(join(folder, 'format'));
  await mkdir(join(folder, 'empty'));
  await writeFile(join(folder, 'format', 'companies.csv'), 'ticker,name\nALPHA,Alpha\n');
  const rows = [
    { symbol: 'ALPHA' },
    { symbol: 'BETA' },
    { symbol: 'ALPHA', series: 'T0' },
    { symbol: 'GAMMA', close: -1 },
  ];
  await writeFile(join(folder, 'day.bin'), udiffFile('2024-10-08', rows));
  await writeFile(join(folder, 'page.csv'), '<html></html>');
});
afterAll(async () => {
  await closeTestDatabases();
  await remove(folder);
});

const greyoak = (...args: string[]) => run(args, { env: { DATABASE_URL: url } });
const at = (name: string): string => join(folder, name);

describe('files of exchanges', () => {
  test('check says what each is, and which rows would be refused', async () => {
    const report = at('report.csv');
    const { code, out, err } = await greyoak('check', at('day.bin'), '--report', report);
    expect([code, err]).toEqual([3, '']);
    expect(out).toBe(
      [
        'File     Is                    Gives   Rows  Refused  Flagged',
        'day.bin  NSE bhavcopy (UDiFF)  prices     3        1        0',
        'day.bin, line 5, open: NOT_POSITIVE, expected a price above 0, got "-1"',
        'day.bin: left out 1 row of series that are no shares (only EQ, BE and BZ are): ALPHA T0',
        '',
      ].join('\n'),
    );
    expect(await readFile(report, 'utf8')).toContain('NOT_POSITIVE');
    const { out: json } = await greyoak('check', at('day.bin'), '--json');
    expect(JSON.parse(json)).toEqual({
      files: [
        {
          ...{ file: 'day.bin', title: 'NSE bhavcopy (UDiFF)', format: 'nse-udiff', dataset: 'prices' },
          ...{ rows: 3, refused: { NOT_POSITIVE: 1 }, leftOut: { OTHER_SERIES: 1 }, flagged: 0 },
        },
      ],
      refusedFiles: [],
    });
  });

  test('check ends with 1 where a file is nothing, or there is none', async () => {
    expect(await greyoak('check', at('page.csv'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^greyoak: page\.csv is a page of HTML/),
    });
    expect(await greyoak('check', at('empty'))).toMatchObject({
      code: 1,
      err: 'greyoak: Expected files of exchanges or sites, got none: the folders are empty.\n',
    });
    expect(await greyoak('check', at('format'), at('day.bin'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^greyoak: Expected .*format alone, because it is of the import format/),
    });
  });

  test('import takes them together with folders of the import format, and says what it left out', async () => {
    const { code, out, err } = await greyoak('import', at('day.bin'), at('page.csv'), at('format'));
    expect(code).toBe(1);
    expect(out).toMatch(/companies\.csv +1 +1 +0 +0 +0 +0\nday\.bin +1 +1 +0 +0 +0 +0\n/);
    expect(err).toMatch(
      /day\.bin is NSE bhavcopy \(UDiFF\)\n.*left out 2 rows of stocks that the store does not list: BETA, GAMMA\n.*left out 1 row .*: ALPHA T0\n/s,
    );
    expect(err).toMatch(/page\.csv is a page of HTML/);
    const again = await greyoak('import', at('day.bin'), '--json');
    expect(JSON.parse(again.out).files).toMatchObject({
      'day.bin': { read: 1, unchanged: 1, leftOut: { OTHER_SERIES: 1, UNKNOWN_STOCK: 2 } },
    });
  });

  test('a file of the import format is imported by its name', async () => {
    expect(await greyoak('import', at('format/companies.csv'))).toMatchObject({ code: 0 });
  });
});
