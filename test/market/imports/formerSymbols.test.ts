/** Rows under former symbols of companies, read into memory. */
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  csv,
  day,
  fileOf,
  flatBar,
  readFiles,
  removeFolders,
  ticker,
  type Files,
} from '../../support/market/folder.js';

const NEW = ticker('NEW');
const OLD = ticker('OLD');
const ISIN = 'INE009A01021';
const OTHER = 'INE467B01029';
const companies = (...rows: readonly string[]): Files => ({
  'companies.csv': csv('ticker,name,isin', ...rows),
});
const renamed = fileOf('symbols', 'NEW,OLD,2024-10-03');

afterEach(removeFolders);

describe('a row under a former symbol', () => {
  test('up to the last day of the symbol is of the company, in every file', async () => {
    const { market, refusals } = await readFiles({
      ...companies('NEW,New Ltd,'),
      ...renamed,
      ...fileOf('prices', flatBar('OLD', '2024-10-03', 100), flatBar('new', '2024-10-04', 101)),
      ...fileOf('actions', 'OLD,2024-10-03,SPLIT,2,1'),
      ...fileOf('fundamentals', 'OLD,2024-03-31,2024-05-15,,0.18,,,,,,,,,,'),
      // Its period ended under the former symbol; it was published under the new one.
      ...fileOf('statements', 'OLD,2024-09-30,QUARTER,sales,50,2024-10-07,'),
      ...fileOf('shareholding', 'OLD,2024-09-30,50,2024-10-07,,,,'),
      ...fileOf('events', 'OLD,2024-10-03,RESULTS,,'),
      ...fileOf('classifications', 'OLD,2020-01-01,Power,,'),
    });
    expect(refusals).toEqual([]);
    expect([...(market.bars.get(NEW)?.day ?? [])]).toEqual(['2024-10-03', '2024-10-04'].map(day));
    for (const name of [
      'actions',
      'fundamentals',
      'statements',
      'shareholding',
      'events',
      'classifications',
    ] as const) {
      expect([name, ...market[name].keys()]).toEqual([name, NEW]);
    }
  });

  test('after that day is refused, and told of the rename', async () => {
    const { refusals } = await readFiles({
      ...companies('NEW,New Ltd,'),
      ...renamed,
      ...fileOf('prices', flatBar('old', '2024-10-04', 100)),
    });
    expect(refusals).toMatchObject([
      {
        ...{ file: 'prices.csv', line: 2, column: 'ticker', value: 'old', rule: 'UNKNOWN_TICKER' },
        reason:
          'expected NEW.NS, because OLD.NS was renamed after 2024-10-03 and is the symbol of no company today',
      },
    ]);
  });

  test('after that day is of the company that has the symbol today', async () => {
    const { market } = await readFiles({
      ...companies(`NEW,New Ltd,${ISIN}`, `OLD,Another Ltd,${OTHER}`),
      ...renamed,
      ...fileOf('prices', flatBar('OLD', '2024-10-03', 100), flatBar('OLD', '2024-10-04', 500)),
    });
    expect([...market.bars].map(([symbol, { close }]) => [symbol, ...close])).toEqual([
      [NEW, 100],
      [OLD, 500],
    ]);
    expect([...market.companies.keys()]).toEqual([NEW, OLD]);
  });

  test('is in conflict with another one under the new symbol', async () => {
    const { refusals } = await readFiles({
      ...companies('NEW,New Ltd,'),
      ...renamed,
      ...fileOf('prices', flatBar('OLD', '2024-10-03', 100), flatBar('NEW', '2024-10-03', 101)),
    });
    expect(refusals.map(({ line, rule, value }) => [line, rule, value])).toEqual([
      [2, 'CONFLICTING_ROWS', 'NEW.NS 2024-10-03'],
      [3, 'CONFLICTING_ROWS', 'NEW.NS 2024-10-03'],
    ]);
  });
});

describe('a row of companies.csv under a former symbol', () => {
  test.each([
    ['without an ISIN', ''],
    ['with the ISIN of the company', ISIN],
    ['with what is no ISIN', '-'],
  ])('is of the company, whose own row stays: %s', async (_, isin) => {
    const { market, flags } = await readFiles({
      ...companies(`OLD,Old Ltd,${isin}`, `NEW,New Ltd,${ISIN}`),
      ...renamed,
    });
    expect([...market.companies]).toEqual([[NEW, expect.objectContaining({ name: 'New Ltd' })]]);
    expect(flags).toEqual([]);
  });

  test('stands for the company where it has no other', async () => {
    const { market } = await readFiles({ ...companies(`OLD,Old Ltd,${ISIN}`), ...renamed });
    expect([...market.companies]).toEqual([[NEW, expect.objectContaining({ ticker: NEW, name: 'Old Ltd' })]]);
    expect(market.isins).toEqual(new Map([[NEW, new Set([ISIN])]]));
  });
});

test('a symbol that is its own former one is refused', async () => {
  const { refusals } = await readFiles({
    ...companies('NEW,New Ltd,'),
    ...fileOf('symbols', 'NEW,new.ns,2024-10-03'),
  });
  expect(refusals).toEqual([
    {
      ...{ file: 'symbols.csv', line: 2, column: 'former', value: 'NEW.NS', rule: 'SYMBOL_CYCLE' },
      reason: 'expected another symbol than the ticker',
    },
  ]);
});
