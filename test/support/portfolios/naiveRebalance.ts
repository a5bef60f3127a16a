import type { RebalanceProblem } from '../../../src/portfolios/optimiser/problem.js';
import type { Ticker } from '../../../src/scoring/names.js';

/** What a naive rebalance says: enough to compare. */
export interface NaiveAnswer {
  readonly status: 'DONE' | 'INFEASIBLE' | 'SKIPPED';
  readonly reason: string | null;
  /** Of INFEASIBLE_BAND. */
  readonly tickers: readonly Ticker[];
  /** Of INFEASIBLE_CASH, in units of MONEY. */
  readonly shortfall: bigint | null;
  readonly cashAfter: bigint | null;
  /** In units of VALUE. */
  readonly objective: bigint | null;
  readonly quantities: ReadonlyMap<Ticker, bigint> | null;
}

/** Something that a position may take, with what it means. */
interface Option {
  readonly shares: bigint;
  readonly cash: bigint;
  /** What is minimised. */
  readonly distance: bigint;
  /** From the target. */
  readonly fromTarget: bigint;
}

/** How many combinations are tried at most. */
const MOST_TRIED = 20_000;

/**
 * Tries every combination of whole shares, as the specification says, without any search. Prices are all there.
 *
 * @returns null where there would be too many combinations
 */
export function naiveRebalance(problem: RebalanceProblem): NaiveAnswer | null {
  const { bands, cash, cashFloor, costs, frozen, holdings, minTradeValue, mode, neverBuy, outside, targets } =
    problem;
  const nothing = { tickers: [], shortfall: null, cashAfter: null, objective: null, quantities: null };
  const tickers = [...new Set([...targets.keys(), ...holdings.keys()])]
    .filter((ticker) => targets.has(ticker) || heldOf(ticker) > 0n)
    .sort();
  function heldOf(ticker: Ticker): bigint {
    return holdings.get(ticker) ?? 0n;
  }
  const priceOf = (ticker: Ticker) => problem.prices.get(ticker) ?? 0n;
  let value = cash;
  for (const ticker of tickers) value += heldOf(ticker) * priceOf(ticker);
  if (value <= 0n) return { ...nothing, status: 'SKIPPED', reason: 'NO_VALUE' };

  /** In ten-thousandths of units of MONEY, as are all values from here on. */
  const worth = (ticker: Ticker, shares: bigint) => shares * priceOf(ticker) * 10_000n;
  const ends = (ticker: Ticker) => {
    const target = targets.get(ticker) ?? 0n;
    const { low, high } = bands.get(ticker) ?? { low: 0n, high: 0n };
    return { lower: value * (target - low), wanted: value * target, upper: value * (target + high) };
  };
  const trade = (ticker: Ticker, shares: bigint): bigint => {
    const traded = shares - heldOf(ticker);
    if (traded === 0n) return 0n;
    const amount = (traded < 0n ? -traded : traded) * priceOf(ticker);
    const fee = amount * (traded < 0n ? costs.sellRate : costs.buyRate);
    // Up to the paisa: 100 units of MONEY, 10^9 units of RATE.
    let paise = fee / 100_000_000_000n;
    if (paise * 100_000_000_000n < fee) paise++;
    return traded < 0n ? amount - paise * 100n - costs.perSale : -amount - paise * 100n;
  };
  const optionOf = (ticker: Ticker, shares: bigint, aim = ends(ticker).wanted): Option => ({
    shares,
    cash: trade(ticker, shares),
    distance: abs(aim - worth(ticker, shares)),
    fromTarget: abs(ends(ticker).wanted - worth(ticker, shares)),
  });
  const isTradable = (ticker: Ticker) => !frozen.has(ticker) && (targets.has(ticker) || outside === 'SELL');
  const isBelow = (ticker: Ticker) => worth(ticker, heldOf(ticker)) < ends(ticker).lower;
  const isInside = (ticker: Ticker) =>
    !isBelow(ticker) && worth(ticker, heldOf(ticker)) <= ends(ticker).upper;
  const isBlocked = (ticker: Ticker) => neverBuy.has(ticker) && isBelow(ticker);
  const within = (ticker: Ticker): bigint[] => {
    const found: bigint[] = [];
    for (let shares = 0n; worth(ticker, shares) <= ends(ticker).upper; shares++) {
      if (worth(ticker, shares) >= ends(ticker).lower) found.push(shares);
    }
    return found;
  };

  const traded = tickers.filter((ticker) => isTradable(ticker) && !isBlocked(ticker));
  const empty = traded.filter((ticker) => within(ticker).length === 0);
  if (empty.length > 0)
    return { ...nothing, status: 'INFEASIBLE', reason: 'INFEASIBLE_BAND', tickers: empty };

  /** What step 2 gives, and what may be taken where the cash is short. */
  const choices = new Map<Ticker, { readonly first: Option; readonly all: readonly Option[] }>();
  for (const ticker of tickers) {
    const held = heldOf(ticker);
    const stays = optionOf(ticker, held);
    choices.set(ticker, { first: stays, all: [stays] });
    if (!traded.includes(ticker) || (mode !== 'TO_TARGET' && isInside(ticker))) continue;
    const range = within(ticker);
    if (mode === 'TO_BAND_EDGE') {
      const edge = isBelow(ticker) ? range[0] : range.at(-1);
      if (edge === undefined) throw new Error('not empty');
      const options = range.map((shares) => optionOf(ticker, shares, worth(ticker, edge)));
      const all = options.filter(({ shares }) => shares <= edge);
      choices.set(ticker, { first: optionOf(ticker, edge, worth(ticker, edge)), all });
      continue;
    }
    const bought = range.filter((shares) => !neverBuy.has(ticker) || shares <= held);
    const next = ends(ticker).wanted / worth(ticker, 1n);
    const nearest = bought
      .filter(
        (shares) => shares === next || (shares === next + 1n && worth(ticker, next) < ends(ticker).wanted),
      )
      .map((shares) => optionOf(ticker, shares))
      .sort((a, b) => compare(a.distance, b.distance) || compare(a.shares, b.shares));
    const first = nearest[0] ?? stays;
    const amount = abs(first.shares - held) * priceOf(ticker);
    if (isInside(ticker) && amount > 0n && amount < minTradeValue) continue;
    const isLarge = (shares: bigint) => abs(shares - held) * priceOf(ticker) >= minTradeValue;
    const allowed = bought.filter(
      (shares) =>
        minTradeValue === 0n ||
        !isInside(ticker) ||
        shares === held ||
        (shares <= first.shares && isLarge(shares)),
    );
    choices.set(ticker, { first, all: allowed.map((shares) => optionOf(ticker, shares)) });
  }

  const chosen = [...choices.values()];
  const done = (options: readonly Option[], reason: string | null = null): NaiveAnswer => ({
    ...nothing,
    status: 'DONE',
    reason,
    cashAfter: cash + sum(options.map((option) => option.cash)),
    objective: sum(options.filter((_, i) => isTradable(tickers[i])).map((option) => option.fromTarget)),
    quantities: new Map(options.map(({ shares }, i) => [tickers[i], shares])),
  });
  const firsts = chosen.map(({ first }) => first);
  if (mode !== 'TO_TARGET' && firsts.every(({ shares }, i) => shares === heldOf(tickers[i]))) {
    return done(firsts, cash < cashFloor ? 'CASH_BELOW_FLOOR' : null);
  }
  if (cash + sum(firsts.map((option) => option.cash)) >= cashFloor) return done(firsts);

  if (chosen.reduce((product, { all }) => product * all.length, 1) > MOST_TRIED) return null;
  let best: readonly Option[] | null = null;
  let mostCash: bigint | null = null;
  const take = (options: readonly Option[]): void => {
    const next = chosen[options.length];
    if (next !== undefined) {
      for (const option of next.all) take([...options, option]);
      return;
    }
    const after = cash + sum(options.map((option) => option.cash));
    if (mostCash === null || after > mostCash) mostCash = after;
    if (after >= cashFloor && (best === null || isBetter(options, best))) best = options;
  };
  take([]);
  if (best !== null) return done(best);
  return {
    ...nothing,
    status: 'INFEASIBLE',
    reason: 'INFEASIBLE_CASH',
    shortfall: cashFloor - (mostCash ?? 0n),
  };
}

/** Less distance, then more cash, then the first smaller quantity by ticker. */
function isBetter(a: readonly Option[], b: readonly Option[]): boolean {
  const distance = compare(sum(a.map((o) => o.distance)), sum(b.map((o) => o.distance)));
  if (distance !== 0) return distance < 0;
  const cash = compare(sum(a.map((o) => o.cash)), sum(b.map((o) => o.cash)));
  if (cash !== 0) return cash > 0;
  const at = a.findIndex(({ shares }, i) => shares !== b[i].shares);
  return at >= 0 && a[at].shares < b[at].shares;
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);
const compare = (a: bigint, b: bigint): number => (a === b ? 0 : a < b ? -1 : 1);
