import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { isoOf } from '../../../src/market/day.js';
import { readFolder } from '../../../src/market/imports/readFolder.js';
import {
  csv,
  day,
  factsIn,
  fileOf,
  HEADER,
  isListed,
  readFiles,
  refusalOf,
  refusalOfFiles,
  removeFolders,
  ticker,
  TODAY,
  writeFolder,
  type Files,
  type Name,
} from '../../support/market/folder.js';
import { rowOf } from '../../support/market/rows.js';

// Other tests may keep the machine busy.
jest.setTimeout(120_000);

const NAMES = Object.keys(HEADER) as Name[];
const everyFile = Object.assign({}, ...NAMES.map((name) => fileOf(name, rowOf(name)))) as Record<
  string,
  string
>;

afterEach(removeFolders);

describe('a folder', () => {
  test('with every file gives every fact, and a summary per file in the order of the format', async () => {
    const { market, summaries, refusals, flags, ignored } = await readFiles(everyFile);
    for (const name of NAMES) if (isListed(name)) expect(factsIn(market, name)).toBe(1);
    expect(summaries).toEqual(
      [
        'companies.csv',
        'prices.csv',
        'indices.csv',
        'actions.csv',
        'fundamentals.csv',
        'statements.csv',
        'shareholding.csv',
        'events.csv',
        'holidays.csv',
        'symbols.csv',
        'classifications.csv',
        'filings.csv',
        'intelligence.csv',
        'withdrawals.csv',
      ].map((file) => ({ file, rows: 1, refused: {}, flagged: {} })),
    );
    expect({ refusals, flags, ignored }).toEqual({ refusals: [], flags: [], ignored: [] });
  });

  test.each(NAMES)('may hold %s alone, with no row in it', async (name) => {
    const { summaries } = await readFiles(fileOf(name));
    expect(summaries).toEqual([{ file: `${name}.csv`, rows: 0, refused: {}, flagged: {} }]);
  });

  test('may hold gzipped files, named as they are', async () => {
    const files = Object.entries(everyFile).map(([name, content]) => [`${name}.gz`, gzipSync(content)]);
    const { summaries, market } = await readFiles(Object.fromEntries(files) as Record<string, Uint8Array>);
    expect(summaries.map(({ file }) => file)).toContain('prices.csv.gz');
    for (const name of NAMES) if (isListed(name)) expect(factsIn(market, name)).toBe(1);
  });

  test('gives what its fields say', async () => {
    const { market } = await readFiles(everyFile);
    const SBIN = ticker('SBIN');
    expect(market.companies.get(SBIN)).toEqual({
      ticker: 'SBIN.NS',
      name: 'State Bank of India',
      isin: 'INE062A01020',
      industry: 'Power',
      basicIndustry: '',
      sectorGroup: '',
    });
    expect(market.bars.get(SBIN)).toEqual({
      day: Int32Array.of(day('2024-10-04')),
      open: Float64Array.of(100),
      high: Float64Array.of(101.5),
      low: Float64Array.of(99),
      close: Float64Array.of(100.05),
      volume: Float64Array.of(1000),
      value: Float64Array.of(100_000),
      secondary: new Uint8Array(1),
      series: new Uint8Array(1),
    });
    expect(market.indices.get('NIFTY 50')?.close).toEqual(Float64Array.of(100));
    expect(market.actions.get(SBIN)).toMatchObject([{ kind: 'SPLIT', newShares: 2, oldShares: 1 }]);
    expect(market.shareholding.get(SBIN)).toMatchObject([{ promoterPct: 50, pledgedPct: NaN, fiiPct: 20 }]);
    expect(market.events.get(SBIN)).toMatchObject([{ kind: 'RESULTS', day: day('2024-10-04'), detail: '' }]);
    expect(market.fundamentals.get(SBIN)).toMatchObject([
      { periodEnd: day('2024-03-31'), source: 'PRIMARY', values: { roe_3y: 0.18, pe: NaN } },
    ]);
    expect(market.statements.get(SBIN)).toMatchObject([{ metric: 'sales', period: 'QUARTER', value: 50.5 }]);
    expect(market.pricesAdjusted).toBe(false);
  });

  test('holds no negative zero', async () => {
    const { market } = await readFiles(
      fileOf('fundamentals', rowOf('fundamentals', { roe_3y: '-0', pe: '-0.0' })),
    );
    const [row] = market.fundamentals.get(ticker('SBIN')) ?? [];
    expect([row.values.roe_3y, row.values.pe]).toEqual([0, 0]); // toEqual tells −0 from 0
  });

  test('names the CSV files that it ignored, and no other files', async () => {
    const strange = { 'Prices.csv': '', 'bhavcopy.csv': '', 'notes.txt': '', 'old.CSV.GZ': '', '.csv': '' };
    const { ignored } = await readFiles({ ...everyFile, ...strange });
    expect(ignored).toEqual(['.csv', 'Prices.csv', 'bhavcopy.csv', 'old.CSV.GZ']);
  });

  test('tells of its progress in bytes, up to all of them', async () => {
    const folder = await writeFolder(everyFile);
    const told: (readonly [string, number, number])[] = [];
    await readFolder(folder, { today: TODAY, onProgress: (...args) => told.push(args) });
    const sizes = await Promise.all(Object.keys(everyFile).map((name) => stat(join(folder, name))));
    const total = sizes.reduce((sum, { size }) => sum + size, 0);
    expect(told.map(([file]) => file).sort()).toEqual(Object.keys(everyFile).sort());
    expect(told.every(([, , all]) => all === total)).toBe(true);
    expect(told.at(-1)?.[1]).toBe(total);
    expect(told.map(([, read]) => read)).toEqual(told.map(([, read]) => read).sort((a, b) => a - b));
  });

  test('prices are those of the options: adjusted or not, primary or secondary', async () => {
    const { market } = await readFiles(everyFile, { adjusted: true, source: 'SECONDARY' });
    expect(market.pricesAdjusted).toBe(true);
    expect(market.bars.get(ticker('SBIN'))?.secondary).toEqual(Uint8Array.of(1));
    expect(factsIn(market, 'actions')).toBe(1); // stored all the same
    // Rows of other files name their own source.
    expect(market.statements.get(ticker('SBIN'))).toMatchObject([{ source: 'PRIMARY' }]);
  });
});

test('every row of a large file may be wrong: each is reported', async () => {
  const many = 300_000;
  const { refusals, summaries } = await readFiles({
    'events.csv': `ticker,date,kind\n${'INFY,x,RESULTS\n'.repeat(many)}`,
    'prices.csv': `ticker,date,open,high,low,close,volume\n${'INFY,2024-10-04,1,1,1,x,1\n'.repeat(many)}`,
  });
  expect(refusals).toHaveLength(2 * many);
  expect(refusals.at(-1)).toMatchObject({ file: 'events.csv', line: many + 1, rule: 'NOT_A_DATE' });
  expect(summaries.map(({ refused }) => refused)).toEqual([{ NOT_A_NUMBER: many }, { NOT_A_DATE: many }]);
});

describe('sessions', () => {
  const during = async (files: Files, month: string) => {
    const { market } = await readFiles(files);
    return Array.from(market.sessions.days, isoOf).filter((date) => date.startsWith(month));
  };

  test('of a known year are weekdays − holidays + special sessions, with or without bars', async () => {
    const september = await during(fileOf('prices'), '2024-09');
    expect(september).toHaveLength(21); // 30 days, 4 Saturdays, 5 Sundays, no holiday
    expect(await during(fileOf('prices'), '2024-10-0')).not.toContain('2024-10-02');
    expect(await during(fileOf('prices'), '2024-03-02')).toEqual(['2024-03-02']);
  });

  test('of another year are the dates of prices.csv, not those of indices.csv or of refused rows', async () => {
    const bar = (date: string, changes = {}) => rowOf('prices', { date, ...changes });
    const files = {
      ...fileOf(
        'prices',
        bar('2018-01-03'),
        bar('2018-01-01', { ticker: 'INFY' }),
        bar('2018-01-04', { low: '0' }),
      ),
      ...fileOf('indices', rowOf('indices', { date: '2018-01-05' })),
    };
    expect(await during(files, '2018')).toEqual(['2018-01-01', '2018-01-03']);
  });

  test('follow holidays.csv', async () => {
    const holidays = fileOf('holidays', '2018-01-26,HOLIDAY,', '2018-01-06,SESSION,');
    const january = await during(holidays, '2018-01');
    expect(january).toHaveLength(23); // 23 weekdays, − 1 holiday, + 1 Saturday
    expect(january).toContain('2018-01-06');
    expect(january).not.toContain('2018-01-26');
  });
});

describe('a folder is refused', () => {
  test('that is not there, or is a file', async () => {
    const folder = await writeFolder({ file: '' });
    const read = (name: string) => refusalOf(readFolder(join(folder, name), { today: TODAY }), folder);
    expect(await read('nowhere')).toBe(
      'UserError: Expected a folder of CSV files at FOLDER/nowhere, but it cannot be read: ' +
        'it does not exist, or a folder of its path does not (ENOENT): check the path.',
    );
    expect(await read('file')).toBe(
      'UserError: Expected a folder of CSV files at FOLDER/file, but it cannot be read: ' +
        'a part of its path is no folder (ENOTDIR): check the path.',
    );
    await rm(folder, { recursive: true });
  });

  test.each([{}, { 'notes.txt': '', 'bhavcopy.csv': 'x' }])(
    'that holds none of the files: %p',
    async (files) => {
      expect(await refusalOfFiles(files)).toBe(
        'UserError: FOLDER holds none of the files of the import format: expected at least one of companies.csv, ' +
          'prices.csv, indices.csv, actions.csv, fundamentals.csv, statements.csv, shareholding.csv, events.csv, ' +
          'holidays.csv, symbols.csv, classifications.csv, filings.csv, intelligence.csv, withdrawals.csv (or the same with .gz).',
      );
    },
  );

  test('that holds a file both plain and gzipped', async () => {
    const files = { ...fileOf('prices'), 'prices.csv.gz': gzipSync(csv(HEADER.prices)) };
    expect(await refusalOfFiles(files)).toBe(
      'UserError: FOLDER holds both prices.csv and prices.csv.gz: expected one of them. Remove the other.',
    );
  });

  test('that holds a gzip that is cut off, or none', async () => {
    const cutOff = gzipSync(csv(HEADER.prices, rowOf('prices'))).subarray(0, -9);
    expect(await refusalOfFiles({ 'prices.csv.gz': cutOff })).toBe(
      'UserError: FOLDER/prices.csv.gz is no whole gzip file (unexpected end of file): it was cut off or damaged. ' +
        'Fetch it again; nothing of it was taken.',
    );
    expect(await refusalOfFiles({ 'prices.csv.gz': csv(HEADER.prices) })).toBe(
      'UserError: FOLDER/prices.csv.gz is no gzip file: expected one by its name. If it is plain CSV, drop the .gz.',
    );
  });

  test('that holds a file in UTF-16', async () => {
    const content = Buffer.from(csv(HEADER.companies, 'INFY,Infosys,,,'), 'utf16le');
    expect(await refusalOfFiles({ 'companies.csv': content })).toBe(
      'UserError: FOLDER/companies.csv is not UTF-8 (UTF-16, or another encoding): expected UTF-8 text. ' +
        'Convert it, for example: iconv -f UTF-16 -t UTF-8 FOLDER/companies.csv > converted.csv',
    );
  });
});
