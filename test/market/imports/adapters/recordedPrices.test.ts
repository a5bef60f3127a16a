import { beforeAll, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FolderUse } from '../../../../src/market/imports/folderUse.js';
import { DEFAULT_LIMITS } from '../../../../src/market/imports/importLimits.js';
import { sourceFiles } from '../../../../src/market/imports/sources/sourceFiles.js';
import { indexNameOf } from '../../../../src/market/indexNameOf.js';
import { NO_STORE } from '../../../../src/market/imports/adapters/noStore.js';
import { adapted, type Adapted, type AdaptedRow } from '../../../support/market/adapted.js';
import { describeWithShared } from '../../../support/shared.js';

/** What each recorded file of prices and indices gives: layout, day, rows, rows left out. */
const FILES = [
  ['feeds/nse-bhav-old/cm05JUL2024bhav.csv.zip', 'nse-bhavcopy', '2024-07-05', 2184, { OTHER_SERIES: 591 }],
  [
    'feeds/nse-sec-bhavdata-full/cm01042025bhav.csv.gz',
    'nse-full-bhavcopy',
    '2025-04-01',
    2357,
    { OTHER_SERIES: 502 },
  ],
  [
    'feeds/nse-sec-bhavdata-full/cm02042025bhav.csv.gz',
    'nse-full-bhavcopy',
    '2025-04-02',
    2338,
    { OTHER_SERIES: 497 },
  ],
  [
    'feeds/nse-sec-bhavdata-full/cm03042025bhav.csv.gz',
    'nse-full-bhavcopy',
    '2025-04-03',
    2337,
    { OTHER_SERIES: 509 },
  ],
  [
    'feeds/nse-sec-bhavdata-full/sec_bhavdata_full_06042026.csv.gz',
    'nse-full-bhavcopy',
    '2026-04-06',
    2600,
    { OTHER_SERIES: 572 },
  ],
  [
    'feeds/nse-sec-bhavdata-full/sec_bhavdata_full_07042026.csv.gz',
    'nse-full-bhavcopy',
    '2026-04-07',
    2584,
    { OTHER_SERIES: 571 },
  ],
  [
    'feeds/nse-sec-bhavdata-full/sec_bhavdata_full_08042026.csv.gz',
    'nse-full-bhavcopy',
    '2026-04-08',
    2581,
    { OTHER_SERIES: 618 },
  ],
  ['feeds/transcribed/udiff_20240701_excerpt.csv', 'nse-udiff', '2024-07-01', 19, { OTHER_SERIES: 7 }],
  ['feeds/bse-bhav-old/EQ160819_CSV.ZIP', 'bse-bhavcopy', '2019-08-16', 2656, { NOT_A_STOCK: 198 }],
  ['samples/BSE_EQ060521.CSV', 'bse-bhavcopy', '2021-05-06', 3156, { NOT_A_STOCK: 223 }],
  ['samples/cm19DEC2019bhav_excerpt.csv', 'nse-bhavcopy', '2019-12-19', 2, {}],
  ['samples/BhavCopy_NSE_CM_0_0_0_20250910_F_0000_excerpt.csv', 'nse-udiff', '2025-09-10', 2, {}],
  ['samples/sec_bhavdata_full_style_2024-01-01_EQ_only.csv', 'nse-full-bhavcopy', '2024-01-01', 1818, {}],
  ['samples/yahoo_RELIANCE.NS.csv', 'yahoo-history', '2022-08-18', 249, {}],
  [
    'feeds/nse-ind-close-all/ind_close_all_01062020.csv',
    'nse-index-closes',
    '2020-06-01',
    54,
    { NO_VALUE: 27 },
  ],
  [
    'feeds/nse-ind-close-all/ind_close_all_08062026.csv',
    'nse-index-closes',
    '2026-06-08',
    138,
    { NO_VALUE: 9 },
  ],
  [
    'feeds/nse-ind-close-all/ind_close_all_10062026.csv',
    'nse-index-closes',
    '2026-06-10',
    138,
    { NO_VALUE: 9 },
  ],
  ['samples/ind_close_all_10122012_excerpt.csv', 'nse-index-closes', '2012-12-10', 4, { NO_VALUE: 1 }],
  ['samples/ind_close_all_19062026.csv', 'nse-index-closes', '2026-06-19', 138, { NO_VALUE: 22 }],
] as const;

/** The members of a daily zip file, by what they are; those of actions and events have tests of their own. */
const MEMBERS = {
  'Pd041220.csv': 'nse-pd',
  'Pr041220.csv': 'nse-pr-prices',
  'bh041220.csv': 'nse-pr-bands',
  'corpbond041220.csv': 'nse-pr-bonds',
  'sme041220.csv': 'nse-pr-sme',
  'etf041220.csv': 'nse-pr-funds',
  'Gl041220.csv': 'nse-pr-movers',
  'HL041220.csv': 'nse-pr-records',
  'Tt041220.csv': 'nse-pr-most-traded',
};

const NOT_NEEDED = [
  ['feeds/transcribed/sec_list_excerpt.csv', 'nse-price-bands'],
  ['feeds/transcribed/surveillance_asm_2026-05-20_excerpt.json', 'nse-surveillance'],
  ['feeds/market-desk/lot_sizes.csv', 'nse-lot-sizes'],
  ['samples/MTO_15012013_excerpt.DAT', 'nse-deliveries'],
] as const;

const context = { ...NO_STORE, ticker: 'RELIANCE.NS' };

describeWithShared('recorded files of prices and indices', 'data', (data) => {
  const read = new Map<string, Adapted>();
  /** Rows of all files of NSE, by ticker and day, as prices.csv writes them. */
  const bars = new Map<string, AdaptedRow[]>();

  async function membersOf(path: string): Promise<Map<string, Buffer>> {
    const members = new Map<string, Buffer>();
    const walk = { limits: DEFAULT_LIMITS, used: new FolderUse() };
    for await (const file of sourceFiles([join(data, path)], walk)) {
      if ('error' in file) throw file.error;
      members.set(file.name, file.bytes);
    }
    return members;
  }

  beforeAll(async () => {
    for (const [path] of FILES) {
      for (const [name, bytes] of await membersOf(path))
        read.set(path, await adapted(bytes, { name, context }));
    }
    for (const [name, bytes] of await membersOf('feeds/nse-pr-zip/PR041220.zip')) {
      if (name.endsWith('/Pd041220.csv')) read.set('Pd', await adapted(bytes, { name, context }));
    }
    for (const { adapter, rows } of read.values()) {
      if (!adapter.startsWith('nse-')) continue;
      for (const row of rows['prices'] ?? []) {
        const key = `${row['ticker']}.NS,${row['date']}`;
        bars.set(key, [...(bars.get(key) ?? []), row]);
      }
    }
  });

  test.each(FILES)('%s', (path, adapter, day, rows, leftOut) => {
    const found = read.get(path);
    expect(found).toMatchObject({ adapter, day, refusals: [] });
    const [dataset] = Object.keys(found?.rows ?? {});
    expect(found?.rows[dataset]).toHaveLength(rows);
    expect(found?.leftOut).toEqual(Object.keys(leftOut).length === 0 ? {} : { [dataset]: leftOut });
  });

  test('the daily zip file', async () => {
    for (const [name, bytes] of await membersOf('feeds/nse-pr-zip/PR041220.zip')) {
      const member = name.slice(name.lastIndexOf('/') + 1);
      const expected = Object.entries(MEMBERS).find(([known]) => known === member)?.[1];
      if (expected !== undefined) expect((await adapted(bytes, { name, context })).adapter).toBe(expected);
    }
    const prices = read.get('Pd');
    expect(prices).toMatchObject({ day: '2020-12-04', refusals: [] });
    expect([prices?.rows['prices'].length, prices?.leftOut]).toEqual([
      1744,
      { prices: { NOT_A_STOCK: 74, OTHER_SERIES: 291 } },
    ]);
  });

  test.each(NOT_NEEDED)('%s is known, and nothing of it is needed', async (path, adapter) => {
    for (const [name, bytes] of await membersOf(path)) {
      expect(await adapted(bytes, { name })).toMatchObject({ adapter, rows: {}, refusals: [] });
    }
  });

  describeWithShared('agree with the recorded market', 'data/nse/prices.csv.gz', (path) => {
    test('to the paisa and share, and with values within 1,000 ₹', async () => {
      let compared = 0;
      const wrong: string[] = [];
      for (const line of gunzipSync(await readFile(path))
        .toString()
        .split('\n')) {
        const [ticker, date, ...numbers] = line.split(',');
        for (const row of bars.get(`${ticker.includes('.') ? ticker : `${ticker}.NS`},${date}`) ?? []) {
          compared++;
          const given = ['open', 'high', 'low', 'close', 'volume'].map((name) => Number(row[name]));
          const isSame = given.every((number, place) => number === Number(numbers[place]));
          if (!isSame || Math.abs(Number(row['value']) - Number(numbers[5])) > 1000) wrong.push(line);
        }
      }
      expect(wrong).toEqual([]);
      expect(compared).toBe(7304);
    });
  });

  describeWithShared('agree with the recorded indices', 'data/nse/indices.csv.gz', (path) => {
    test('to the digit', async () => {
      const known = new Map<string, readonly AdaptedRow[]>();
      for (const { rows } of read.values()) {
        for (const row of rows['indices'] ?? []) {
          const key = `${indexNameOf(row['index'])},${row['date']}`;
          known.set(key, [...(known.get(key) ?? []), row]);
        }
      }
      let compared = 0;
      const wrong: string[] = [];
      for (const line of gunzipSync(await readFile(path))
        .toString()
        .split('\n')) {
        const [index, date, ...numbers] = line.split(',');
        for (const row of known.get(`${index === '' ? '' : indexNameOf(index)},${date}`) ?? []) {
          compared++;
          const given = ['open', 'high', 'low', 'close'].map((name) => Number(row[name]));
          if (given.some((number, place) => number !== Number(numbers[place]))) wrong.push(line);
        }
      }
      expect(wrong).toEqual([]);
      expect(compared).toBe(103);
    });
  });
});
