import DataLoader from 'dataloader';
import { DayBook } from '../../src/books/dayBook.js';
import type { RunsTable } from '../../src/database/tables.js';
import type { GraphqlContext } from '../../src/graphql/context.js';
import type { RecomputedScores } from '../../src/runs/recomputer.js';
import { keyedLoader } from '../../src/graphql/keyedLoader.js';
import type { CompanyRow } from '../../src/graphql/stock/stockLoader.js';
import { loadSectors } from '../../src/market/sectors.js';
import type { IsoDate, Mode, Ticker } from '../../src/scoring/names.js';
import { DAY } from './day.js';
import { rowsOf } from './scoredDay.js';

export const RUN: RunsTable = {
  id: 7,
  day: DAY.section.date,
  mode: null,
  status: 'SUCCEEDED',
  read_batch: 3,
  method_hash: DAY.method.hash,
  sectors_hash: 'b'.repeat(64),
  inputs_hash: 'c'.repeat(64),
  code_version: '0.1.0',
  scored: 72,
  total: 36,
  changed: 72,
  started_at: new Date('2024-10-08T11:00:00Z'),
  finished_at: new Date('2024-10-08T11:00:01Z'),
  error: null,
  not_scored: {},
};

const sectors = await loadSectors();
export const METHOD_DOCUMENT = 'name: greyoak-1.1 # as it was written';

const companies: CompanyRow[] = [
  ...DAY.section.tickers.map((ticker, i) => ({
    stock_id: i + 1,
    ticker,
    name: `Company ${ticker.slice(0, -3)}`,
    isin: '',
    industry: 'Power',
    sector_group: '',
  })),
  {
    stock_id: 99,
    ticker: 'LOST.NS' as Ticker,
    name: 'Lost and Found',
    isin: 'INE000000000',
    industry: '',
    sector_group: '',
  },
];

/** What a resolver asks for that a test has no answer to. */
const unexpected = (name: string) => (keys: readonly unknown[]) =>
  Promise.reject(new Error(`the stub has no ${name} for ${JSON.stringify(keys)}`));
const none = <Key, Value>(name: string): DataLoader<Key, Value> => new DataLoader(unexpected(name));
const noneOf = <Key extends object, Value>(name: string): DataLoader<Key, Value, string> =>
  keyedLoader<Key, Value>(unexpected(name));

/** One scored day in both modes, in memory; what needs a database is refused. */
export function stubContext(overrides: Partial<GraphqlContext['loaders']> = {}): GraphqlContext {
  const books = new Map((['TRADER', 'INVESTOR'] as Mode[]).map((mode) => [mode, bookOf(mode)]));
  const bookOn = (mode: Mode, on: IsoDate | null) =>
    on !== null && on < DAY.section.date ? null : (books.get(mode) ?? null);
  const recomputed: RecomputedScores = {
    day: DAY,
    indexOf: (ticker) => DAY.section.tickers.indexOf(ticker),
    differences: (_, ticker) => (ticker === DAY.section.tickers[0] ? [] : ['value: 50 is stored, 51 came']),
  };
  return {
    market: { sectors, method: DAY.method, methodDocument: METHOD_DOCUMENT },
    books: { ofRun: (_, mode) => Promise.resolve(bookOf(mode)) },
    loaders: {
      book: keyedLoader((keys) => Promise.resolve(keys.map(({ mode, on }) => bookOn(mode, on)))),
      stock: new DataLoader((tickers) =>
        Promise.resolve(tickers.map((name) => companies.find(({ ticker }) => ticker === name) ?? null)),
      ),
      newestScore: keyedLoader((keys) => Promise.resolve(keys.map(() => null))),
      scoreOfRun: keyedLoader((keys) =>
        Promise.resolve(
          keys.map(({ runId, mode, ticker }) =>
            runId === RUN.id ? (bookOf(mode).rows.find((row) => row.ticker === ticker) ?? null) : null,
          ),
        ),
      ),
      history: noneOf('history'),
      historyCount: noneOf('historyCount'),
      run: new DataLoader((ids) => Promise.resolve(ids.map((id) => (id === RUN.id ? RUN : null)))),
      runs: { page: () => Promise.resolve([RUN]), count: () => Promise.resolve(1) },
      methodOfRun: { load: () => Promise.resolve(DAY.method) },
      recomputed: new DataLoader((ids) => Promise.resolve(ids.map(() => recomputed))),
      bars: noneOf('bars'),
      barCount: noneOf('barCount'),
      actions: none('actions'),
      features: noneOf('features'),
      fundamentalFacts: none('fundamentalFacts'),
      holdings: none('holdings'),
      momentum: noneOf('momentum'),
      stocksPerSector: () => Promise.resolve(new Map([['energy', 36]])),
      ...overrides,
    },
  };
}

const bookOf = (mode: Mode): DayBook =>
  new DayBook(RUN.id, mode, DAY.section.date, rowsOf(DAY, mode, RUN.id));
