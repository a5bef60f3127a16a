import fc from 'fast-check';
import type { JournalRow } from '../../../src/portfolios/journal/journalRow.js';
import type { ShareAction } from '../../../src/portfolios/journal/shareAction.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';

/** Random journals over a month, with actions of the stocks in them. */

export const DAYS = Array.from(
  { length: 28 },
  (_, at) => `2024-02-${String(at + 1).padStart(2, '0')}` as IsoDate,
);
export const TICKERS = ['A.NS', 'B.NS', 'M&M.NS'] as Ticker[];

const day = fc.constantFrom(...DAYS);
const ticker = fc.constantFrom(...TICKERS);
const money = (most: number) => fc.integer({ min: 1, max: most }).map(BigInt);
const shares = fc.integer({ min: 1, max: 40 }).map(BigInt);

type Entry = Omit<JournalRow, 'id'>;

const NOTHING = { ticker: null, quantity: null, price: null, costs: null, cost: null };

const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({ day, amount: money(10_000_000) }).map((of): Entry => ({ ...NOTHING, ...of, kind: 'DEPOSIT' })),
  fc
    .record({ day, amount: money(1_000_000) })
    .map(({ day, amount }): Entry => ({ ...NOTHING, day, kind: 'WITHDRAWAL', amount: -amount })),
  fc
    .record({ day, ticker, quantity: shares, price: money(5_000_000), costs: money(10_000) })
    .map((of): Entry => ({ ...of, kind: 'BUY', cost: null, amount: -of.quantity * of.price - of.costs })),
  fc
    .record({ day, ticker, quantity: shares, price: money(5_000_000), costs: money(10_000) })
    .map((of): Entry => ({ ...of, kind: 'SELL', cost: null, amount: of.quantity * of.price - of.costs })),
  fc
    .record({ day, ticker, amount: money(100_000) })
    .map((of): Entry => ({ ...NOTHING, ...of, kind: 'DIVIDEND' })),
  fc
    .record({
      day,
      ticker,
      quantity: fc.integer({ min: -20, max: 40 }).map(BigInt),
      cost: fc.option(money(1_000_000)),
    })
    .map((of): Entry => ({ ...NOTHING, ...of, kind: 'CORRECTION', amount: 0n })),
);

export const action: fc.Arbitrary<ShareAction> = fc.oneof(
  fc.record({
    exDate: day,
    kind: fc.constant('SPLIT' as const),
    newShares: fc.constantFrom(2n, 5n),
    oldShares: fc.constant(1n),
  }),
  fc.record({
    exDate: day,
    kind: fc.constant('BONUS' as const),
    newShares: fc.constant(3n),
    oldShares: fc.constant(2n),
  }),
  fc.record({
    exDate: day,
    kind: fc.constant('CONSOLIDATION' as const),
    newShares: fc.constant(1n),
    oldShares: fc.constantFrom(3n, 10n),
  }),
);

export const rows: fc.Arbitrary<JournalRow[]> = fc
  .array(entry, { maxLength: 30 })
  .map((entries) => entries.map((of, at) => ({ ...of, id: at + 1 })));

export const actions: fc.Arbitrary<Map<Ticker, ShareAction[]>> = fc
  .array(fc.tuple(ticker, fc.array(action, { maxLength: 4 })), { maxLength: 3 })
  .map((some) => new Map(some));
