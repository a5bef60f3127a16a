import fc from 'fast-check';
import { DayBook, type BookRow } from '../../../src/books/dayBook.js';
import { MarketDay } from '../../../src/books/marketDay.js';
import { listOf, type ListSources, type StockList } from '../../../src/books/stockList.js';
import type { ScoresTable } from '../../../src/database/tables.js';
import { loadMethod } from '../../../src/method/loadMethod.js';
import { BANDS, type IsoDate, type Ticker } from '../../../src/scoring/names.js';

export const ticker = (symbol: string): Ticker => `${symbol}.NS` as Ticker;
export const DAY = '2024-10-08' as IsoDate;
/** Runs of a property; the seed makes a failure come back. */
export const RUNS = { numRuns: 100, seed: 20_241_008 };

/** A stored score with nothing remarkable about it but what is given. */
export const scored = (given: Partial<ScoresTable> = {}): ScoresTable => ({
  ...{
    run_id: 7,
    stock_id: 1,
    day: DAY,
    mode: 'INVESTOR',
    band: 'HOLD',
    previous_band: null,
    position: null,
  },
  ...{ confidence: 0.9, coverage: 1, freshness: 0.8, source_penalty: 0, imputed_fraction: 0, sector_z: 0.25 },
  ...{ traded_value_cr: 50, pledged_fraction: 0, sigma20: 0.02, volatility_threshold: 0.04 },
  ...{ days_to_meeting: null, days_since_governance: null, sector_id: 1, fired: 0 },
  ...{ value: 55, previous_value: null, weighted: 57, before_guardrails: 55 },
  ...{ f: 51, t: 52, r: 53, o: 54, q: 55, s: 56 },
  ...{ penalty: 2, penalty_before_cap: 2, penalty_cap: 20 },
  ...{ liquidity_points: 2, pledge_points: 0, volatility_points: 0, event_points: 0, governance_points: 0 },
  band_trace: 'HHHHHHH',
  ...given,
});

/** A row of a book, by the symbol of its stock. */
export const row = (symbol: string, given: Partial<Omit<BookRow, 'ticker'>> = {}): BookRow => ({
  ...scored(),
  ...{ name: `${symbol} Limited`, isin: '', industry: 'Power', sector: 'energy', previousSessionValue: null },
  ...given,
  ticker: ticker(symbol),
});

export const bookOf = (...rows: readonly BookRow[]): DayBook => new DayBook(7, 'INVESTOR', DAY, rows);

/** The list of a book; by default of its scores alone, as of batch 3, of a market of which nothing is known. */
export const listed = (book: DayBook, given: Partial<ListSources> = {}): StockList =>
  listOf(book, {
    snapshot: NO_COMPANIES,
    method: METHOD,
    batch: 3,
    market: NO_MARKET,
    riskRun: null,
    risks: null,
    includesAll: false,
    ...given,
  });

const METHOD = await loadMethod();
const NO_MARKET = new MarketDay({ day: DAY, batch: 3 }, new Map(), 0);
const NO_COMPANIES = { companiesUpTo: () => [], otherNamesOf: () => [] };

/** Symbols of the rows that indices name. */
export const symbols = (
  book: { readonly rows: readonly { readonly ticker: Ticker }[] },
  indices: Iterable<number>,
): string[] => [...indices].map((index) => book.rows[index].ticker.replace(/\.NS$/, ''));

const points = fc.integer({ min: 0, max: 8 }).map((eighths) => eighths * 12.5);

/** Few different values, so that many are equal. */
const rows = fc.uniqueArray(
  fc.record({
    symbol: fc.stringMatching(/^[A-Z&-]{1,4}$/),
    name: fc.constantFrom('Tata Power', 'tata steel', 'Ünal', 'Wipro'),
    sector: fc.constantFrom('banks', 'it', 'energy'),
    band: fc.constantFrom(...BANDS),
    fired: fc.integer({ min: 0, max: 63 }),
    value: points,
    previousSessionValue: fc.option(points),
    penalty: points,
    confidence: points.map((value) => value / 100),
    f: points,
    s: points,
  }),
  { selector: ({ symbol }) => symbol, maxLength: 40 },
);

export const randomBooks: fc.Arbitrary<DayBook> = rows.map((records) =>
  bookOf(...records.map(({ symbol, ...given }) => row(symbol, given))),
);
