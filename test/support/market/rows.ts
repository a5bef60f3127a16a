/** One right row for each file, and checks of rows that are changed in some fields. */
import { expect } from '@jest/globals';
import type { ReadOptions } from '../../../src/market/imports/walkFolder.js';
import type { Refusal } from '../../../src/market/imports/refusal.js';
import { csv, factsIn, fileOf, HEADER, isListed, readFiles, type Files, type Name } from './folder.js';

const RIGHT: Readonly<Record<Name, Readonly<Record<string, string>>>> = {
  companies: { ticker: 'SBIN', name: 'State Bank of India', isin: 'INE062A01020', industry: 'Power' },
  prices: {
    ticker: 'SBIN',
    date: '2024-10-04',
    open: '100',
    high: '101.5',
    low: '99',
    close: '100.05',
    volume: '1000',
    value: '100000',
  },
  indices: { index: 'NIFTY 50', date: '2024-10-04', open: '100', high: '101', low: '99', close: '100' },
  actions: { ticker: 'SBIN', ex_date: '2024-10-04', kind: 'SPLIT', new_shares: '2', old_shares: '1' },
  fundamentals: { ticker: 'SBIN', period_end: '2024-03-31', published_on: '2024-05-15', roe_3y: '0.18' },
  statements: {
    ticker: 'SBIN',
    period_end: '2024-06-30',
    period: 'QUARTER',
    metric: 'sales',
    value: '50.5',
  },
  shareholding: {
    ticker: 'SBIN',
    quarter_end: '2024-06-30',
    promoter_pct: '50',
    fii_pct: '20',
    dii_pct: '10',
  },
  events: { ticker: 'SBIN', date: '2024-10-04', kind: 'RESULTS' },
  holidays: { date: '2018-01-26', kind: 'HOLIDAY', name: 'Republic Day' },
  symbols: { ticker: 'SBIN', former: 'SBI', until: '2020-03-31' },
  classifications: { ticker: 'SBIN', from: '2020-04-01', industry: 'Power' },
  filings: {
    ticker: 'SBIN',
    exchange: 'NSE',
    category: 'RESULTS',
    filed_at: '2024-10-04T16:05:00+05:30',
    subject: 'Results',
    period_end: '2024-09-30',
    url: 'https://a.in/b',
  },
  intelligence: {
    type: 'ORDER_WIN',
    title: 'Wins an order',
    date: '2024-10-04',
    source: 'Exchange filing',
    tickers: 'SBIN',
  },
  // Because it is lifted, it takes nothing out of the folder.
  withdrawals: {
    dataset: 'statements',
    reason: 'A wrong file',
    ticker: 'SBIN',
    date: '2024-06-30',
    period: 'QUARTER',
    metric: 'sales',
    months: '3',
    published_on: '2024-08-14',
    lifted: 'true',
  },
};

/** The fields in which other rows of a file differ from the one above. */
const OTHERS: Readonly<Record<Name, readonly [Record<string, string>, Record<string, string>]>> = {
  companies: [
    { ticker: 'INFY', isin: 'INE009A01021' },
    { ticker: 'TCS', isin: 'INE467B01029' },
  ],
  prices: [{ ticker: 'INFY' }, { ticker: 'TCS' }],
  indices: [{ index: 'NIFTY BANK' }, { index: 'NIFTY IT' }],
  actions: [{ ticker: 'INFY' }, { ticker: 'TCS' }],
  fundamentals: [{ ticker: 'INFY' }, { ticker: 'TCS' }],
  statements: [{ ticker: 'INFY' }, { ticker: 'TCS' }],
  shareholding: [{ ticker: 'INFY' }, { ticker: 'TCS' }],
  events: [{ ticker: 'INFY' }, { ticker: 'TCS' }],
  holidays: [{ date: '2018-03-29' }, { date: '2018-03-30' }],
  symbols: [
    { ticker: 'INFY', former: 'INFOSYS' },
    { ticker: 'TCS', former: 'TATACS' },
  ],
  classifications: [{ ticker: 'INFY' }, { ticker: 'TCS' }],
  filings: [{ ticker: 'INFY' }, { ticker: 'TCS' }],
  intelligence: [{ tickers: 'INFY' }, { tickers: 'TCS' }],
  withdrawals: [{ ticker: 'INFY' }, { ticker: 'TCS' }],
};

export type Changes = Readonly<Record<string, string>>;

/** Returns the right row of a file, with some fields changed. */
export function rowOf(name: Name, changes: Changes = {}): string {
  const fields: Changes = { ...RIGHT[name], ...changes };
  return HEADER[name]
    .split(',')
    .map((column) => quoted(fields[column] ?? ''))
    .join(',');
}

/** Returns a row of withdrawals.csv that withdraws what `changes` names, by default a bar. */
export const withdrawalOf = (changes: Changes): string =>
  rowOf('withdrawals', {
    ...{
      dataset: 'prices',
      ticker: '',
      date: '',
      period: '',
      metric: '',
      months: '',
      published_on: '',
      lifted: '',
    },
    ...changes,
  });

const quoted = (field: string) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

async function readBetween(name: Name, row: string, files: Files, options: Partial<ReadOptions>) {
  const [before, after] = OTHERS[name].map((other) => rowOf(name, other));
  const facts = await readFiles({ ...files, ...fileOf(name, before, row, after) }, options);
  const summary = facts.summaries.find(({ file }) => file === `${name}.csv`);
  return { ...facts, refused: facts.refusals.filter(({ file }) => file === `${name}.csv`), summary };
}

/** Expects that a row, on line 3 between two right ones, is refused as given, and that the two go in. */
export async function expectRefused(
  name: Name,
  row: Changes | string,
  expected: Pick<Refusal, 'column' | 'value' | 'rule' | 'reason'>,
  files: Files = {},
  options: Partial<ReadOptions> = {},
): Promise<void> {
  const text = typeof row === 'string' ? row : rowOf(name, row);
  const { market, refused, summary } = await readBetween(name, text, files, options);
  expect(refused).toEqual([{ file: `${name}.csv`, line: 3, ...expected }]);
  expect(summary).toMatchObject({ rows: 3, refused: { [expected.rule]: 1 } });
  if (isListed(name)) expect(factsIn(market, name)).toBe(2);
}

/** Expects that a row goes in, between two right ones. */
export async function expectAccepted(
  name: Name,
  changes: Changes,
  files: Files = {},
  options: Partial<ReadOptions> = {},
): Promise<void> {
  const { market, refused, summary } = await readBetween(name, rowOf(name, changes), files, options);
  expect(refused).toEqual([]);
  expect(summary).toMatchObject({ rows: 3, refused: {} });
  if (isListed(name)) expect(factsIn(market, name)).toBe(3);
}

/** Returns a companies.csv that lists some tickers. */
export const companies = (...tickers: readonly string[]): Files => ({
  'companies.csv': csv('ticker,name', ...tickers.map((one) => `${one},${one} Limited`)),
});
