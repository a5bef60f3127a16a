import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_LIMITS } from '../../../src/market/imports/importLimits.js';
import { readFolder } from '../../../src/market/imports/readFolder.js';
import {
  csv,
  fileOf,
  flatBar,
  HEADER,
  refusalOf,
  removeFolders,
  TODAY,
  writeFolder,
  type Files,
} from '../../support/market/folder.js';

const MEBIBYTE = 1 << 20;

afterEach(removeFolders);

const DATES = ['2024-10-01', '2024-10-03', '2024-10-04'] as const;

async function read(files: Files, limits: Partial<typeof DEFAULT_LIMITS> = {}) {
  const folder = await writeFolder(files);
  const options = { today: TODAY, limits: { ...DEFAULT_LIMITS, ...limits } };
  const facts = readFolder(folder, options);
  return { facts, refusal: () => refusalOf(facts, folder) };
}

const over = (file: string, limit: string, got: string, setting: string, split = 'it') =>
  `UserError: ${file}: expected at most ${limit}, got ${got}. Check that it is the right file; split ${split}, or raise ` +
  `${setting}. The file was refused whole; what is stored stays.`;

describe('a file is refused whole above', () => {
  const bars = (...tickers: string[]) =>
    fileOf('prices', ...tickers.map((name) => flatBar(name, DATES[0], 1)));
  const tooMany = (file: string, limit: number, ticker: string) =>
    over(
      file,
      `${limit} tickers in a folder`,
      `${ticker} as another one`,
      'MAX_IMPORT_TICKERS',
      'the folder',
    );

  test("the folder's limit of tickers, however these are spelt", async () => {
    const { facts } = await read(bars('A', 'a', 'A.NS', 'B', 'a.ns'), { tickers: 2 });
    expect((await facts).summaries).toMatchObject([{ rows: 5, refused: {} }]);
    const { refusal } = await read(bars('A', 'B', 'A', 'c'), { tickers: 2 });
    expect(await refusal()).toBe(tooMany('prices.csv', 2, 'C.NS'));
  });

  test("the folder's limit of tickers in companies.csv too", async () => {
    const { refusal } = await read(fileOf('companies', 'A,a,,,', 'B,b,,,'), { tickers: 1 });
    expect(await refusal()).toBe(tooMany('companies.csv', 1, 'B.NS'));
  });

  test("the folder's limit of tickers, each of which is counted once in all files", async () => {
    const event = (name: string) => fileOf('events', `${name},2024-10-01,RESULTS,,`);
    const { facts } = await read({ ...bars('A', 'B'), ...event('B') }, { tickers: 2 });
    expect((await facts).summaries).toMatchObject([{ rows: 2 }, { rows: 1 }]);
    const { refusal } = await read({ ...bars('A', 'B'), ...event('C') }, { tickers: 2 });
    expect(await refusal()).toBe(tooMany('events.csv', 2, 'C.NS'));
  });

  test("the folder's limit of rows, refused ones included", async () => {
    const files = { ...bars('A', 'B'), ...fileOf('events', 'A,x,RESULTS,,', 'A,2024-10-01,RESULTS,,') };
    expect((await (await read(files, { folderRows: 4 })).facts).summaries).toHaveLength(2);
    expect(await (await read(files, { folderRows: 3 })).refusal()).toBe(
      over('events.csv', '3 rows in a folder', 'more, from line 3', 'MAX_IMPORT_FOLDER_ROWS', 'the folder'),
    );
  });

  test("the folder's limit of bytes, after unpacking", async () => {
    const content = csv(HEADER.prices, flatBar('A', DATES[0], 1));
    const events = csv(HEADER.events, 'A,2024-10-01,RESULTS,,');
    const files = { 'prices.csv.gz': gzipSync(content), 'events.csv': events };
    const bytes = content.length + events.length;
    expect((await (await read(files, { folderBytes: bytes })).facts).summaries).toHaveLength(2);
    expect(await (await read(files, { folderBytes: bytes - 1 })).refusal()).toBe(
      over(
        'FOLDER/events.csv',
        `${bytes - 1} bytes in a folder`,
        `${bytes} or more`,
        'MAX_IMPORT_FOLDER_BYTES',
        'the folder',
      ),
    );
  });

  test('its limit of rows, refused ones included', async () => {
    const rows = DATES.map((date) => flatBar('A', date, date === DATES[1] ? 'x' : 1));
    expect((await (await read(fileOf('prices', ...rows), { bars: 3 })).facts).summaries[0].rows).toBe(3);
    expect(await (await read(fileOf('prices', ...rows), { bars: 2 })).refusal()).toBe(
      over('prices.csv', '2 rows', 'more, from line 4', 'MAX_IMPORT_BARS'),
    );
    expect(await (await read(fileOf('events', 'A,2024-10-01,RESULTS,,'), { facts: 0 })).refusal()).toBe(
      over('events.csv', '0 rows', 'more, from line 2', 'MAX_IMPORT_FACTS'),
    );
  });

  test('its limit of refused rows, of which rows that contradict each other are some', async () => {
    const wrong = fileOf('events', 'A,x,RESULTS,,', 'A,y,RESULTS,,');
    expect((await (await read(wrong, { refused: 2 })).facts).refusals).toHaveLength(2);
    expect(await (await read(wrong, { refused: 1 })).refusal()).toBe(
      over(
        'events.csv',
        '1 refused rows',
        'another in line 3 (NOT_A_DATE, expected a date such as 2024-10-08)',
        'MAX_IMPORT_REFUSED',
      ),
    );
    const contradicting = fileOf('prices', flatBar('A', DATES[0], 1), flatBar('A', DATES[0], 2));
    expect(await (await read(contradicting, { refused: 1 })).refusal()).toContain('MAX_IMPORT_REFUSED');
  });

  test('its limit of bytes, plain or gzipped', async () => {
    const content = csv(HEADER.prices, flatBar('A', DATES[0], 1));
    const bytes = content.length;
    for (const files of [{ 'prices.csv': content }, { 'prices.csv.gz': gzipSync(content) }]) {
      expect((await (await read(files, { bytes })).facts).summaries[0].rows).toBe(1);
      const [name] = Object.keys(files);
      const limit = (await read(files, { bytes: bytes - 1 })).refusal();
      expect(await limit).toContain(`FOLDER/${name}: expected at most ${bytes - 1} bytes, got `);
      expect(await limit).toContain('raise MAX_IMPORT_BYTES.');
    }
  });

  test('its limit of bytes in several gzip members', async () => {
    const members = [csv(HEADER.prices), ...DATES.map((date) => csv(flatBar('A', date, 1)))];
    const file = Buffer.concat(members.map((member) => gzipSync(member)));
    const bytes = members.join('').length;
    expect((await (await read({ 'prices.csv.gz': file }, { bytes })).facts).summaries[0].rows).toBe(3);
    expect(await (await read({ 'prices.csv.gz': file }, { bytes: bytes - 1 })).refusal()).toContain(
      'MAX_IMPORT_BYTES',
    );
  });

  test('the ratio of gzip, once it is large', async () => {
    const row = `A,2024-10-01,RESULTS,,${'x'.repeat(1000)}\n`;
    const filled = (bytes: number) => ({
      'events.csv.gz': gzipSync(csv(HEADER.events) + row.repeat(bytes / row.length)),
    });
    expect((await (await read(filled(2 * MEBIBYTE))).facts).summaries[0].refused).toEqual({});
    expect(await (await read(filled(17 * MEBIBYTE))).refusal()).toMatch(
      /expected at most 16777216 bytes, 25 times its own size, got more, from \d+ bytes of gzip\..*MAX_IMPORT_RATIO/,
    );
  });
});

test('many tickers of one bar each take little memory', async () => {
  const count = 60_000;
  const rows = Array.from({ length: count }, (_, k) => `${flatBar(`T${k}`, DATES[0], 1)}\n`).join('');
  const before = process.memoryUsage();
  const { facts } = await read({ 'prices.csv': csv(HEADER.prices) + rows }, { tickers: count });
  const { market } = await facts;
  const after = process.memoryUsage();
  expect(market.bars.size).toBe(count);
  // 13 kB for each, as room for 256 bars takes, would be 780 MB.
  expect(after.rss - before.rss).toBeLessThan(400 * MEBIBYTE);
});

test('a folder may have 20,000 tickers, 50 million rows and 8 GB unless settings say otherwise', () => {
  expect(DEFAULT_LIMITS).toMatchObject({
    tickers: 20_000,
    folderRows: 50_000_000,
    folderBytes: 8_000_000_000,
  });
});
