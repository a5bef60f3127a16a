import fc from 'fast-check';
import type { RebalanceMode } from '../../../src/portfolios/names.js';
import type { DriftBand, RebalanceProblem } from '../../../src/portfolios/optimiser/problem.js';
import type { Ticker } from '../../../src/scoring/names.js';

/** Prices in units of MONEY: round ones that give ties, of paise, and of four decimals. */
const PRICES = [
  1_000_000n,
  2_000_000n,
  2_500_000n,
  3_000_000n,
  500_000n,
  4_125_500n,
  9_069_500n,
  1_545_511n,
  120n,
  150n,
];
const RATES = [0n, 1_186_226n, 1_036_226n, 10_000_000n, 20_000_000n, 50_000_000n, 150_000n];

interface Stock {
  readonly price: bigint;
  readonly held: bigint;
  /** In steps of 0.005; 0: not in the model. */
  readonly steps: number;
  readonly band: DriftBand;
  readonly neverBuy: boolean;
  readonly isFrozen: boolean;
}

const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);
const width = fc.oneof(fc.constantFrom(0n, 100n, 500n, 1_000n), fc.bigInt({ min: 0n, max: 2_500n }));

/** Stocks at round prices, of which many combinations are worth the same. */
const alike: fc.Arbitrary<Stock> = fc.record({
  price: fc.constantFrom(500_000n, 1_000_000n, 1_000_000n, 2_000_000n),
  held: fc.bigInt({ min: 0n, max: 6n }),
  steps: fc.constantFrom(20, 30, 40),
  band: fc.constantFrom({ low: 1_000n, high: 1_000n }, { low: 2_000n, high: 500n }),
  neverBuy: rarely,
  isFrozen: fc.constant(false),
});

/** A stock whose price is such that the value of the portfolio is some tens of shares. */
const stockOf = (scale: bigint): fc.Arbitrary<Stock> =>
  fc.record({
    price: fc.oneof(fc.constantFrom(...PRICES), fc.bigInt({ min: 100_000n, max: 9_999_999n })).map((p) => {
      const price = (p * scale) / 100n;
      return price < 100n ? 100n : price;
    }),
    held: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 12n })),
    steps: fc.oneof(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 0, max: 10 })),
    band: fc.record({ low: width, high: width }),
    neverBuy: rarely,
    isFrozen: rarely,
  });

/** Problems of up to 5 positions with few shares each, so that all combinations can be tried. */
export const smallProblems = (mode: RebalanceMode): fc.Arbitrary<RebalanceProblem> =>
  fc
    .constantFrom(100n, 100n, 1n, 3_000n)
    .chain((scale) =>
      fc.record({
        stocks: fc.oneof(
          fc.array(stockOf(scale), { minLength: 1, maxLength: 5 }),
          fc.array(alike, { minLength: 2, maxLength: 5 }),
        ),
        cash: fc.oneof(
          fc.bigInt({ min: -2_000_000n, max: 30_000_000n }).map((cash) => (cash * scale) / 100n),
          fc.bigInt({ min: 0n, max: 20n }).map((cash) => cash * 1_000_000n),
        ),
        // So many shares more than wanted are held, and the cash is what is left; null: it is as it comes.
        nearBy: fc.option(fc.array(fc.bigInt({ min: -2n, max: 2n }), { minLength: 5, maxLength: 5 })),
        rates: fc.constantFrom([0n, 0n] as const, [1_186_226n, 1_036_226n] as const, ...pairs()),
        perSale: fc.oneof(
          fc.constant(0n),
          fc.constant(0n),
          fc.constantFrom(159_300n, 500_000n, 1_500_000n, 2_500_000n),
        ),
        minTradeValue: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 4_000_000n })),
        outside: fc.constantFrom('SELL' as const, 'KEEP' as const),
      }),
    )
    .map(({ cash: given, minTradeValue, nearBy, outside, perSale, rates: [buyRate, sellRate], stocks }) => {
      const named = stocks.map((stock, i) => [`S${i}.NS` as Ticker, stock] as const);
      // Together at most 0.95.
      let left = 190;
      const targets = new Map<Ticker, bigint>();
      for (const [ticker, { steps }] of named) {
        const taken = Math.min(steps, left);
        left -= taken;
        if (taken > 0) targets.set(ticker, BigInt(taken) * 50n);
      }
      const holdings = new Map(named.map(([ticker, { held }]) => [ticker, held]));
      let cash = given;
      if (nearBy !== null) {
        const value = given < 10_000_000n ? 20_000_000n : given;
        cash = value;
        named.forEach(([ticker, { price }], i) => {
          const shares = (value * (targets.get(ticker) ?? 0n)) / (price * 10_000n) + nearBy[i];
          holdings.set(ticker, shares < 0n ? 0n : shares);
          cash -= (holdings.get(ticker) ?? 0n) * price;
        });
      }
      return {
        prices: new Map(named.map(([ticker, { price }]) => [ticker, price])),
        cash,
        holdings,
        targets,
        bands: new Map(
          named.filter(([ticker]) => targets.has(ticker)).map(([ticker, { band }]) => [ticker, band]),
        ),
        costs: { buyRate, sellRate, perSale },
        mode,
        cashFloor: 0n,
        minTradeValue,
        outside,
        neverBuy: new Set(named.filter(([, stock]) => stock.neverBuy).map(([ticker]) => ticker)),
        frozen: new Set(named.filter(([, stock]) => stock.isFrozen).map(([ticker]) => ticker)),
      };
    });

const pairs = (): (readonly [bigint, bigint])[] =>
  RATES.flatMap((buy) => RATES.map((sell) => [buy, sell] as const));
