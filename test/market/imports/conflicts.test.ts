import { afterEach, describe, expect, test } from '@jest/globals';
import {
  factsIn,
  fileOf,
  flatBar,
  HEADER,
  isListed,
  readFiles,
  removeFolders,
  ticker,
  type ListedName,
  type Name,
} from '../../support/market/folder.js';
import { rowOf, type Changes } from '../../support/market/rows.js';

afterEach(removeFolders);

const NAMES = Object.keys(HEADER) as Name[];
/** The same fact in other words, and another fact with the same key. */
const VARIANTS: Readonly<Record<Name, { readonly same: Changes; readonly other: Changes }>> = {
  companies: { same: { ticker: 'sbin.ns' }, other: { name: 'SBI' } },
  prices: { same: { ticker: 'SBIN.NS', open: '100.00' }, other: { close: '100.1' } },
  indices: { same: { high: '101.0' }, other: { open: '99.5' } },
  actions: { same: { new_shares: '2.0' }, other: { old_shares: '3' } },
  fundamentals: { same: { roe_3y: '0.180', source: 'PRIMARY' }, other: { roe_3y: '' } },
  statements: { same: { published_on: '2024-08-14' }, other: { value: '51' } }, // June 30 + 45 days
  shareholding: { same: { published_on: '2024-07-21' }, other: { pledged_pct: '0' } }, // June 30 + 21 days
  events: { same: { announced_on: '2024-09-27' }, other: { detail: 'Q2' } }, // October 4 − 7 days
  holidays: { same: {}, other: { kind: 'SESSION' } },
  symbols: { same: { former: 'sbi.ns' }, other: { ticker: 'INFY' } },
  classifications: { same: { ticker: 'sbin.ns' }, other: { industry: 'Services' } },
  filings: { same: { filed_at: '2024-10-04T10:35:00Z' }, other: { category: 'OTHER' } },
  intelligence: { same: { tickers: 'sbin.ns' }, other: { text: 'A large one' } },
  withdrawals: { same: { ticker: 'sbin.ns', months: '' }, other: { reason: 'The wrong year' } },
};
/** The columns of each key, and another value of each, which makes another fact. */
const KEYS: readonly (readonly [ListedName, string, string])[] = [
  ['companies', 'ticker', 'INFY'],
  ['prices', 'ticker', 'INFY'],
  ['prices', 'date', '2024-10-03'],
  ['indices', 'index', 'NIFTY BANK'],
  ['indices', 'date', '2024-10-03'],
  ['actions', 'ticker', 'INFY'],
  ['actions', 'ex_date', '2024-10-03'],
  ['actions', 'kind', 'BONUS'],
  ['fundamentals', 'ticker', 'INFY'],
  ['fundamentals', 'period_end', '2024-03-30'],
  ['fundamentals', 'published_on', '2024-05-16'],
  ['statements', 'ticker', 'INFY'],
  ['statements', 'period_end', '2024-03-31'],
  ['statements', 'period', 'ANNUAL'],
  ['statements', 'metric', 'net_profit'],
  ['statements', 'published_on', '2024-08-15'],
  ['shareholding', 'ticker', 'INFY'],
  ['shareholding', 'quarter_end', '2024-03-31'],
  ['shareholding', 'published_on', '2024-07-22'],
  ['events', 'ticker', 'INFY'],
  ['events', 'date', '2024-10-03'],
  ['events', 'kind', 'BOARD_MEETING'],
  ['symbols', 'former', 'STATEBANK'],
  ['symbols', 'until', '2019-03-31'],
  ['classifications', 'ticker', 'INFY'],
  ['classifications', 'from', '2021-04-01'],
];

const different = (lines: string) => `expected one row for this key, lines ${lines} give it different values`;

describe.each(NAMES)('%s', (name) => {
  const { same, other } = VARIANTS[name];

  test('a row that repeats another is taken once, however it is written', async () => {
    const facts = await readFiles(fileOf(name, rowOf(name), rowOf(name), rowOf(name, same)));
    expect(facts.refusals).toEqual([]);
    expect(facts.summaries).toMatchObject([{ rows: 3, refused: {} }]);
    if (isListed(name)) expect(factsIn(facts.market, name)).toBe(1);
  });

  test('rows of one key with different values are refused, all of them', async () => {
    const rows = [rowOf(name), rowOf(name, other), rowOf(name, same)];
    for (const [some, lines] of [
      [rows, [2, 3, 4]],
      [rows.slice(0, 2), [2, 3]],
      [rows.slice(0, 2).toReversed(), [2, 3]],
    ] as const) {
      const { refusals, summaries, market } = await readFiles(fileOf(name, ...some));
      expect(refusals.map(({ line }) => line)).toEqual(lines);
      for (const { rule, reason } of refusals) {
        expect(rule).toBe('CONFLICTING_ROWS');
        expect(reason).toBe(different(lines.join(', ')));
      }
      expect(summaries).toMatchObject([{ rows: some.length, refused: { CONFLICTING_ROWS: some.length } }]);
      if (isListed(name)) expect(factsIn(market, name)).toBe(0);
    }
  });

  test('a refusal names the key, its days as dates', async () => {
    const { refusals } = await readFiles(fileOf(name, rowOf(name), rowOf(name, other)));
    const dates = rowOf(name).match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    for (const { value, column } of refusals) {
      expect(HEADER[name].split(',')).toContain(column);
      for (const date of dates.slice(0, 1)) expect(value).toContain(date);
    }
  });
});

test('the refusal of conflicting prices names ticker and day', async () => {
  const { refusals } = await readFiles(
    fileOf('prices', rowOf('prices'), rowOf('prices', { close: '100.1' })),
  );
  expect(refusals).toEqual(
    [2, 3].map((line) => ({
      file: 'prices.csv',
      line,
      column: 'date',
      value: 'SBIN.NS 2024-10-04',
      rule: 'CONFLICTING_ROWS',
      reason: different('2, 3'),
    })),
  );
});

test.each(KEYS)('%s: another %s is another fact', async (name, column, value) => {
  const { other } = VARIANTS[name];
  const facts = await readFiles(fileOf(name, rowOf(name), rowOf(name, { ...other, [column]: value })));
  expect(facts.refusals).toEqual([]);
  expect(factsIn(facts.market, name)).toBe(2);
});

test('other keys of the file go in, wherever the conflict stands', async () => {
  const infy = rowOf('prices', { ticker: 'INFY' });
  const later = rowOf('prices', { date: '2024-10-07' });
  const { market, refusals } = await readFiles(
    fileOf('prices', rowOf('prices', { close: '100.1' }), infy, later, rowOf('prices')),
  );
  expect(refusals.map(({ line }) => line)).toEqual([2, 5]);
  expect([...market.bars.keys()].sort()).toEqual(['INFY.NS', 'SBIN.NS']);
  expect(market.bars.get(ticker('SBIN'))?.day).toHaveLength(1);
});

test('a row that is wrong itself conflicts with none', async () => {
  const { market, refusals } = await readFiles(
    fileOf('prices', rowOf('prices', { close: '-1' }), rowOf('prices')),
  );
  expect(refusals.map(({ line, rule }) => [line, rule])).toEqual([[2, 'NOT_POSITIVE']]);
  expect(factsIn(market, 'prices')).toBe(1);
});

test('conflicts stand among the other refusals, in the order of lines', async () => {
  const rows = [{}, { close: '-1' }, { close: '100.1' }, { open: '?' }].map((changes) =>
    rowOf('prices', changes),
  );
  const { refusals, summaries } = await readFiles(fileOf('prices', ...rows));
  expect(refusals.map(({ line, rule }) => [line, rule])).toEqual([
    [2, 'CONFLICTING_ROWS'],
    [3, 'NOT_POSITIVE'],
    [4, 'CONFLICTING_ROWS'],
    [5, 'NOT_A_NUMBER'],
  ]);
  expect(summaries).toMatchObject([
    { rows: 4, refused: { CONFLICTING_ROWS: 2, NOT_POSITIVE: 1, NOT_A_NUMBER: 1 } },
  ]);
});

test('a refusal stays short, however many rows conflict', async () => {
  // If each of n refusals named all n lines, they would take n² characters: 17 kB each here, gigabytes for 100,000.
  const rows = Array.from({ length: 3000 }, (_, k) => flatBar('INFY', '2024-10-04', k + 1));
  const { refusals } = await readFiles(fileOf('prices', ...rows));
  expect(refusals).toHaveLength(3000);
  expect(Math.max(...refusals.map(({ reason }) => reason.length))).toBeLessThan(500);
});

test('a company that is refused for a conflict is no company', async () => {
  const { refusals } = await readFiles({
    ...fileOf('companies', 'SBIN,one,,,', 'SBIN,another,,,', 'INFY,Infosys,,,'),
    ...fileOf('prices', rowOf('prices'), rowOf('prices', { ticker: 'INFY' })),
  });
  expect(refusals.map(({ file, line, rule }) => [file, line, rule])).toEqual([
    ['companies.csv', 2, 'CONFLICTING_ROWS'],
    ['companies.csv', 3, 'CONFLICTING_ROWS'],
    ['prices.csv', 2, 'UNKNOWN_TICKER'],
  ]);
});
