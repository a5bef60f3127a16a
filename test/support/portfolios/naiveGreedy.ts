import type { RebalanceProblem } from '../../../src/portfolios/optimiser/problem.js';
import type { Ticker } from '../../../src/scoring/names.js';

/**
 * Lowers one share at a time the position whose added deviation per rupee freed is least (ties: ticker), then raises what
 * still fits, by ticker. Only for TO_TARGET with every position in the model.
 *
 * @param isRounded whether the rupees freed count the rounding of costs
 * @returns the objective in units of VALUE; null where the cash does not suffice
 */
export function naiveGreedy(problem: RebalanceProblem, isRounded: boolean): bigint | null {
  const { bands, cashFloor, costs, holdings, prices, targets } = problem;
  const tickers = [...targets.keys()].sort();
  const price = (ticker: Ticker) => prices.get(ticker) ?? 1n;
  const held = (ticker: Ticker) => holdings.get(ticker) ?? 0n;
  const value = tickers.reduce((sum, ticker) => sum + held(ticker) * price(ticker), problem.cash);
  const wanted = (ticker: Ticker) => value * (targets.get(ticker) ?? 0n);
  const away = (ticker: Ticker, shares: bigint) => {
    const distance = wanted(ticker) - shares * price(ticker) * 10_000n;
    return distance < 0n ? -distance : distance;
  };
  const freed = (ticker: Ticker, shares: bigint, rounds: boolean) => {
    const traded = shares - held(ticker);
    const amount = (traded < 0n ? -traded : traded) * price(ticker);
    const fee = amount * (traded < 0n ? costs.sellRate : costs.buyRate);
    const unit = 100_000_000_000n;
    const paid = rounds ? ((fee + unit - 1n) / unit) * unit : fee;
    return -traded * price(ticker) * 1_000_000_000n - paid;
  };
  const shares = new Map<Ticker, bigint>();
  for (const ticker of tickers) {
    const below = wanted(ticker) / (price(ticker) * 10_000n);
    const isUp = away(ticker, below + 1n) < away(ticker, below);
    shares.set(ticker, isUp && below < most(ticker) ? below + 1n : below);
  }
  function most(ticker: Ticker): bigint {
    const highest = (targets.get(ticker) ?? 0n) + (bands.get(ticker)?.high ?? 0n);
    return (value * highest) / (price(ticker) * 10_000n);
  }
  const least = (ticker: Ticker) => {
    const lower = value * ((targets.get(ticker) ?? 0n) - (bands.get(ticker)?.low ?? 0n));
    return lower <= 0n ? 0n : (lower + price(ticker) * 10_000n - 1n) / (price(ticker) * 10_000n);
  };
  const now = (ticker: Ticker) => shares.get(ticker) ?? 0n;
  let cash = tickers.reduce(
    (sum, ticker) => sum + freed(ticker, now(ticker), true),
    problem.cash * 1_000_000_000n,
  );
  const floor = cashFloor * 1_000_000_000n;
  while (cash < floor) {
    let best: { ticker: Ticker; over: bigint; under: bigint } | null = null;
    for (const ticker of tickers) {
      const to = now(ticker) - 1n;
      if (to < least(ticker)) continue;
      const over = away(ticker, to) - away(ticker, to + 1n);
      const under = freed(ticker, to, isRounded) - freed(ticker, to + 1n, isRounded);
      if (under > 0n && (best === null || over * best.under < best.over * under))
        best = { ticker, over, under };
    }
    if (best === null) return null;
    const { ticker } = best;
    cash += freed(ticker, now(ticker) - 1n, true) - freed(ticker, now(ticker), true);
    shares.set(ticker, now(ticker) - 1n);
  }
  for (const ticker of tickers) {
    for (;;) {
      const to = now(ticker) + 1n;
      const after = cash + freed(ticker, to, true) - freed(ticker, to - 1n, true);
      if (after < floor || to > most(ticker) || away(ticker, to) >= away(ticker, to - 1n)) break;
      cash = after;
      shares.set(ticker, to);
    }
  }
  return tickers.reduce((sum, ticker) => sum + away(ticker, now(ticker)), 0n);
}
