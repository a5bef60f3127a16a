import type { Day } from '../../scoring/names.js';
import type { Action, Figure, StatementMetric } from '../facts.js';
import { MAX_AGE_DAYS, type FundamentalsHistory } from '../fundamentals.js';
import { newestOf } from '../newestOf.js';
import { epsAsOf } from './epsAsOf.js';
import { KnownYears } from './knownYears.js';
import { sharesAsOf } from './sharesAsOf.js';
import type { ValuationDay } from './valuationDay.js';

/** Book yields beyond it come from figures that do not belong together. */
const MOST_BOOK_YIELD = 100;
const READ: ReadonlySet<StatementMetric> = new Set(['eps', 'equity', 'net_profit', 'total_assets']);

/** What a company earns and owns for its price, and how its assets grow; fractions, NaN is null. */
export interface Yields {
  readonly earningsYield: number;
  readonly bookYield: number;
  readonly assetGrowth: number;
}

/** What yields are computed from on a day; NaN is null. */
export interface YieldBases {
  /** The quoted P/E. */
  readonly pe: number;
  /** Annual earnings per share in ₹, as of the day. */
  readonly eps: number;
  /** Annual equity in ₹ crore. */
  readonly equity: number;
  /** In crore. */
  readonly shares: number;
  readonly assetGrowth: number;
}

interface Owned {
  readonly periodEnd: Day;
  readonly equity: number;
  readonly shares: number;
}

/** A value derived from the figures of one basis. NaN: the figures are there, but have no such value. */
interface Derived {
  readonly periodEnd: Day;
  readonly value: number;
}

/**
 * Returns the yields of a company as known on a day:
 *
 * - earnings: 1 / the quoted P/E where that is positive, else the newest annual earnings per share / the close;
 * - book: the newest annual equity / (shares × the close). Where no number of shares is reported, it is net profit /
 *   earnings per share, all three of the newest year that has them;
 * - asset growth: the newest annual total assets / those of the year before − 1.
 *
 * Of each, all figures of statements are of one basis, chosen as for the other fundamentals.
 *
 * @param history says which P/E counts as quoted
 * @param actions all of the company, whether or not its prices were imported as adjusted
 * @param close the last close up to the day; NaN where there is none
 */
export function yieldsAsOf(
  history: FundamentalsHistory,
  figures: readonly Figure[],
  actions: readonly Action[],
  at: ValuationDay,
  close: number,
): Yields {
  return yieldsAt(yieldBasesAsOf(history.quotedPe(at.day), figures, actions, at), close);
}

/**
 * Returns what `yieldsAsOf` computes yields from, apart from the close.
 *
 * @param pe the P/E that counts as quoted; NaN where there is none
 */
export function yieldBasesAsOf(
  pe: number,
  figures: readonly Figure[],
  actions: readonly Action[],
  at: ValuationDay,
): YieldBases {
  const { day, adjustedTo } = at;
  const bases = KnownYears.byBasis(figures, READ, day);
  const counting = <Result extends { readonly periodEnd: Day }>(
    derive: (years: KnownYears) => Result | null,
  ): Result | null => {
    const derived = newestOf(bases.map(derive));
    return derived !== null && day - derived.periodEnd <= MAX_AGE_DAYS ? derived : null;
  };
  const reported = sharesAsOf(figures, actions, at);
  const owned = counting((years): Owned | null => {
    if (reported === reported) {
      const equity = years.newest('equity');
      return equity && { periodEnd: equity.periodEnd, equity: equity.value, shares: reported };
    }
    const equity = years.newest('equity', 'net_profit', 'eps');
    const profit = equity && years.ofYear(equity, 'net_profit');
    const eps = equity && years.ofYear(equity, 'eps');
    if (!equity || !profit || !eps) return null;
    const shares = profit.value / epsAsOf(eps, actions, adjustedTo);
    return { periodEnd: equity.periodEnd, equity: equity.value, shares };
  });
  const eps = counting((years) => years.newest('eps'));
  return {
    pe,
    eps: eps === null ? NaN : epsAsOf(eps, actions, adjustedTo),
    equity: owned?.equity ?? NaN,
    shares: owned?.shares ?? NaN,
    assetGrowth: finite(counting(assetGrowth)?.value ?? NaN),
  };
}

/** Returns the yields at a close; NaN: there is none. */
export function yieldsAt({ pe, eps, equity, shares, assetGrowth }: YieldBases, close: number): Yields {
  return {
    earningsYield: finite(pe > 0 ? 1 / pe : eps / close),
    bookYield: finite(bookOver(equity, shares * close)),
    assetGrowth,
  };
}

/** @param value of all shares in ₹ crore; nothing follows from one that is not above 0 or not finite */
function bookOver(equity: number, value: number): number {
  const result = equity / value;
  return value > 0 && value < Infinity && Math.abs(result) <= MOST_BOOK_YIELD ? result : NaN;
}

function assetGrowth(years: KnownYears): Derived | null {
  const assets = years.newest('total_assets');
  const before = assets && years.ofYear(assets, 'total_assets', 1);
  return (
    before && {
      periodEnd: assets.periodEnd,
      value: before.value > 0 ? assets.value / before.value - 1 : NaN,
    }
  );
}

const finite = (value: number): number => (Number.isFinite(value) ? value : NaN);
