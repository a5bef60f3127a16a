import { dayInIndia, isoOf } from '../../market/day.js';
import { compare, inverse, ONE, plus, times, type Ratio } from '../../market/exact.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { ratioOf } from '../journal/ratioOf.js';
import type { ShareAction } from '../journal/shareAction.js';
import type { EntryToStore } from '../store/insertEntries.js';
import type { KnownStocks } from '../store/knownStocks.js';
import { requireEntries } from '../store/requireEntries.js';
import { requireStock } from '../store/requireStock.js';
import type { Fill } from './fill.js';
import type { Proposed } from './readProposed.js';

/** The most fills of one confirmation. */
export const MOST_FILLS = 10_000;

/**
 * Checks what was traded against what was proposed.
 *
 * @param actions of the stocks that were traded, by their tickers of today: after a split, more shares are the same
 * @returns the entries of each portfolio, in the order in which they count: by day, sales first, then by ticker
 * @throws UserError naming the fill that is of no proposed trade, of more shares, or of an earlier or a future day
 */
export function requireFills(
  fills: readonly Fill[],
  proposed: readonly Proposed[],
  known: KnownStocks,
  actions: ReadonlyMap<Ticker, readonly ShareAction[]>,
): ReadonlyMap<number, readonly EntryToStore[]> {
  requireCount(fills);
  const today = isoOf(dayInIndia(new Date()));
  const trades = new Map(proposed.map((trade) => [keyOf(trade, trade.ticker), trade] as const));
  /** As shares of the day of the holdings, of which shares after a split are fractions. */
  const filled = new Map<string, Ratio>();
  const entries = new Map<number, { readonly entry: EntryToStore; readonly ticker: Ticker }[]>();
  for (const fill of fills) {
    const { ticker } = requireStock(fill.ticker, 'fills', known);
    const key = keyOf(fill, ticker);
    const trade = trades.get(key);
    if (trade === undefined) throw notProposed(fill);
    const [entry] = requireEntries([{ ...fill, kind: fill.side, amount: null, note: null }], known, today);
    requireDay(fill, trade.heldOn);
    const since = (actions.get(ticker) ?? []).filter(
      ({ exDate }) => exDate > trade.heldOn && exDate <= fill.day,
    );
    const sum = added(filled.get(key), entry.quantity ?? 0n, since);
    if (compare(sum, { over: trade.quantity, under: 1n }) > 0) throw tooMuch(fill, trade.quantity);
    filled.set(key, sum);
    const list = entries.get(fill.portfolioId) ?? [];
    list.push({ entry, ticker });
    entries.set(fill.portfolioId, list);
  }
  return new Map(
    [...entries].map(([id, list]) => [id, list.sort(asTheyCount).map(({ entry }) => entry)] as const),
  );
}

const keyOf = ({ portfolioId, side }: Pick<Fill, 'portfolioId' | 'side'>, ticker: Ticker): string =>
  `${portfolioId} ${side} ${ticker}`;

/** Adds shares to those that are filled, as shares of before some actions. */
function added(filled: Ratio | undefined, quantity: bigint, since: readonly ShareAction[]): Ratio {
  const shares = times({ over: quantity, under: 1n }, inverse(ratioOf(since)));
  // Multiplying by one takes common factors out.
  return filled === undefined ? shares : times(plus(filled, shares), ONE);
}

type Listed = { readonly entry: EntryToStore; readonly ticker: Ticker };

function asTheyCount(a: Listed, b: Listed): number {
  if (a.entry.day !== b.entry.day) return a.entry.day < b.entry.day ? -1 : 1;
  if (a.entry.kind !== b.entry.kind) return a.entry.kind === 'SELL' ? -1 : 1;
  return a.ticker < b.ticker ? -1 : a.ticker > b.ticker ? 1 : 0;
}

function requireCount(fills: readonly Fill[]): void {
  if (fills.length > 0 && fills.length <= MOST_FILLS) return;
  throw new UserError(
    `Expected 1 to ${MOST_FILLS} fills, got ${fills.length}: where nothing was traded, cancel the rebalance.`,
  );
}

function requireDay({ side, ticker, day }: Fill, heldOn: IsoDate): void {
  if (day >= heldOn) return;
  throw new UserError(
    `Expected the ${side} of ${ticker} on ${heldOn} or later, of which the rebalance is, got ${day}: give the day on which ` +
      'it was traded.',
  );
}

const notProposed = ({ side, ticker }: Fill): UserError =>
  new UserError(
    `Expected fills of trades that the rebalance proposes for their portfolios, got the ${side} of ${ticker}, which it does ` +
      'not: record it by recordJournal.',
  );

const tooMuch = ({ side, ticker, quantity }: Fill, most: bigint): UserError =>
  new UserError(
    `Expected at most ${most} shares as the ${side} of ${ticker}, as the rebalance proposes, got ${quantity} in the last of ` +
      'its fills: record what was traded in addition by recordJournal.',
  );
