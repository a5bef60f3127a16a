/** Reading withdrawals.csv, and what it takes out of a folder that is read into memory. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { FactDataset } from '../../../src/market/datasets/dataset.js';
import { WITHDRAWABLE } from '../../../src/market/datasets/withdrawable.js';
import { withdrawals } from '../../../src/market/datasets/withdrawals.js';
import { factKeys } from '../../../src/market/factKeys.js';
import { BARE_CONTEXT, Columns } from '../../../src/market/imports/columns.js';
import {
  day,
  factsIn,
  fileOf,
  flatBar,
  HEADER,
  isListed,
  readFiles,
  removeFolders,
  ticker,
  type Name,
} from '../../support/market/folder.js';
import { companies, expectRefused, rowOf, withdrawalOf, type Changes } from '../../support/market/rows.js';

afterEach(removeFolders);

/** The key of the row of each file, as withdrawals.csv has it. */
const KEYS: Readonly<Record<Exclude<Name, 'withdrawals' | 'filings' | 'intelligence'>, Changes>> = {
  companies: { ticker: 'SBIN' },
  prices: { ticker: 'SBIN', date: '2024-10-04' },
  indices: { index: 'NIFTY 50', date: '2024-10-04' },
  actions: { ticker: 'SBIN', date: '2024-10-04', kind: 'SPLIT' },
  fundamentals: { ticker: 'SBIN', date: '2024-03-31', published_on: '2024-05-15' },
  statements: {
    ticker: 'SBIN',
    date: '2024-06-30',
    period: 'QUARTER',
    metric: 'sales',
    published_on: '2024-08-14',
  },
  shareholding: { ticker: 'SBIN', date: '2024-06-30', published_on: '2024-07-21' },
  events: { ticker: 'SBIN', date: '2024-10-04', kind: 'RESULTS' },
  holidays: { date: '2018-01-26' },
  symbols: { ticker: 'SBI', date: '2020-03-31' },
  classifications: { ticker: 'SBIN', date: '2020-04-01' },
};
const NAMES = Object.keys(KEYS) as (keyof typeof KEYS)[];

/** Returns a row of withdrawals.csv that withdraws the row of a file. */
const withdrawing = (dataset: keyof typeof KEYS, changes: Changes = {}) =>
  withdrawalOf({ dataset, ...KEYS[dataset], ...changes });

describe.each(NAMES)('a row that withdraws a fact of %s', (name) => {
  test('has the key that the fact has', () => {
    const dataset = WITHDRAWABLE.find((one) => one.name === name);
    if (dataset === undefined || dataset.kind === 'BARS') return;
    const one = dataset as FactDataset;
    const read = (of: FactDataset, header: string, row: string): unknown =>
      of.reader(new Columns(of.file, header.split(','), of.required, of.optional, BARE_CONTEXT))(
        row.split(','),
      );
    const fact = read(one, HEADER[name], rowOf(name));
    const keys = ['', 'published_on'].map((left) =>
      withdrawals.keyOf(
        read(withdrawals as FactDataset, HEADER.withdrawals, withdrawing(name, { [left]: '' })) as never,
      ),
    );
    expect(factKeys(one, fact)).toEqual([...new Set(keys)]);
  });

  test('takes it out of the folder, in the word of the file or in capitals', async () => {
    for (const dataset of [name, name.toUpperCase()]) {
      const { market, refusals, summaries } = await readFiles({
        ...(name === 'companies' ? {} : companies('SBIN')),
        ...fileOf(name, rowOf(name)),
        ...fileOf('withdrawals', withdrawing(name, { dataset })),
      });
      expect(refusals).toEqual([]);
      expect(summaries.at(-1)).toMatchObject({ file: 'withdrawals.csv', rows: 1, refused: {} });
      if (isListed(name)) expect(factsIn(market, name)).toBe(0);
    }
  });
});

test('a withdrawal without a day of publication withdraws all versions, and another one its own', async () => {
  const rows = ['2024-05-15', '2024-06-15'].map((published_on) => rowOf('fundamentals', { published_on }));
  const left = async (published_on: string) => {
    const files = fileOf('withdrawals', withdrawing('fundamentals', { published_on }));
    const { market } = await readFiles({
      ...companies('SBIN'),
      ...fileOf('fundamentals', ...rows),
      ...files,
    });
    return factsIn(market, 'fundamentals');
  };
  expect(await left('2024-06-15')).toBe(1);
  expect(await left('')).toBe(0);
});

test('a withdrawal of a bar leaves the other bars and their lines', async () => {
  const bars = ['2024-10-03', '2024-10-04', '2024-10-07'].map((date, k) =>
    flatBar('SBIN', date, 100 + k * 50),
  );
  const { market, flags } = await readFiles({
    ...companies('SBIN'),
    ...fileOf('prices', ...bars),
    ...fileOf('withdrawals', withdrawing('prices')),
  });
  const sbin = market.bars.get(ticker('SBIN'));
  expect([...(sbin?.day ?? [])]).toEqual([day('2024-10-03'), day('2024-10-07')]);
  expect(flags.find(({ kind }) => kind === 'JUMP')).toMatchObject({ date: '2024-10-07', line: 4 });
});

test('a withdrawn holiday is a session again', async () => {
  const files = {
    ...companies('SBIN'),
    ...fileOf('prices', flatBar('SBIN', '2024-10-07', 100)),
    ...fileOf('holidays', '2024-10-08,HOLIDAY,A mistake'),
  };
  const isSession = async (...rows: string[]) => {
    const { market } = await readFiles({
      ...files,
      ...(rows.length > 0 ? fileOf('withdrawals', ...rows) : {}),
    });
    return market.sessions.ordinalOf(day('2024-10-08')) !== -1;
  };
  expect(await isSession()).toBe(false);
  expect(await isSession(withdrawing('holidays', { date: '2024-10-08' }))).toBe(true);
  expect(await isSession(withdrawing('holidays', { date: '2024-10-08', lifted: 'true' }))).toBe(false);
});

describe('a row of withdrawals.csv is refused', () => {
  const known = companies('SBIN', 'INFY', 'TCS');
  test.each<[string, Changes, string, string, string, string]>([
    ['without a dataset', { dataset: '' }, 'dataset', '', 'EMPTY', 'expected a value'],
    [
      'of another dataset',
      { dataset: 'withdrawals' },
      'dataset',
      'withdrawals',
      'UNKNOWN_VALUE',
      `expected one of ${WITHDRAWABLE.map(({ name }) => name).join(', ')}`,
    ],
    ['without a reason', { reason: '' }, 'reason', '', 'EMPTY', 'expected a value'],
    [
      'without a part of the key',
      { date: '' },
      'date',
      '',
      'EMPTY',
      'expected a value: the key of prices is ticker, date',
    ],
    [
      'with what is no part of the key',
      { kind: 'SPLIT' },
      'kind',
      'SPLIT',
      'NOT_OF_KIND',
      'expected no kind: the key of prices is ticker, date',
    ],
    [
      'of an unknown company',
      { ticker: 'WIPRO' },
      'ticker',
      'WIPRO',
      'UNKNOWN_TICKER',
      'expected a ticker that companies.csv lists',
    ],
    [
      'with another word for lifted',
      { lifted: 'yes' },
      'lifted',
      'yes',
      'UNKNOWN_VALUE',
      'expected one of true, false',
    ],
    [
      'where no fact has the key',
      {},
      'dataset',
      'prices SBIN.NS 2024-10-04',
      'UNKNOWN_VALUE',
      'expected the key of a fact that is known, got one of none: check the columns of the key',
    ],
  ])('%s', async (_, row, column, value, rule, reason) => {
    await expectRefused(
      'withdrawals',
      withdrawing('prices', row),
      { column, value, rule: rule as 'EMPTY', reason },
      known,
    );
  });
});
