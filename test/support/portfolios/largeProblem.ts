import type { DriftBand, RebalanceProblem } from '../../../src/portfolios/optimiser/problem.js';
import type { Ticker } from '../../../src/scoring/names.js';

/** Returns the next of numbers between 0 and 1 (mulberry32), the same for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a large problem is like. */
export interface LargeProblemOptions {
  readonly positions: number;
  /** In rupees. */
  readonly value: number;
  /** By how much holdings differ from their targets, as a fraction; null: nothing is held yet. */
  readonly drift: number | null;
  readonly mode?: RebalanceProblem['mode'];
}

/** A portfolio of equal targets at prices from a few paise to some tens of thousands of rupees, with Indian costs. */
export function largeProblem(
  random: () => number,
  { drift, mode = 'TO_TARGET', positions, value }: LargeProblemOptions,
): RebalanceProblem {
  const tickers = Array.from({ length: positions }, (_, i) => `S${String(i).padStart(3, '0')}.NS` as Ticker);
  const money = (rupees: number) => BigInt(Math.round(rupees * 100)) * 100n;
  // In hundredths of a rupee; most between 50 and 5,000 rupees, a few far from that.
  const prices = new Map(
    tickers.map((ticker) => [ticker, money(Math.max(0.05, Math.exp(3 + 5.5 * random() + random() * 2)))]),
  );
  const steps = Math.floor(190 / positions);
  const target = BigInt(steps) * 50n;
  let cash = money(value);
  const holdings = new Map<Ticker, bigint>();
  const bands = new Map<Ticker, DriftBand>();
  const wanted = (value * 10_000 * steps) / 200;
  for (const ticker of tickers) {
    const price = prices.get(ticker) ?? 1n;
    // Wide enough for a whole number of shares.
    const width = Number(price) < wanted / 4 ? target / 4n : target;
    bands.set(ticker, { low: width, high: width });
    if (drift === null) continue;
    const held = Math.max(0, wanted * (1 + drift * (2 * random() - 1)));
    const shares = BigInt(Math.floor(held / Number(price)));
    holdings.set(ticker, shares);
    cash -= shares * price;
  }
  return {
    prices,
    cash,
    holdings,
    targets: new Map(tickers.map((ticker) => [ticker, target])),
    bands,
    costs: { buyRate: 1_186_226n, sellRate: 1_036_226n, perSale: 0n },
    mode,
    cashFloor: 0n,
    minTradeValue: 0n,
    outside: 'SELL',
    neverBuy: new Set(),
    frozen: new Set(),
  };
}
