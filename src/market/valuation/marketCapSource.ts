import type { Action, Figure } from '../facts.js';
import { MAX_AGE_DAYS } from '../fundamentals.js';
import { newestPoint } from './newestPoint.js';
import { sharesAsOf } from './sharesAsOf.js';
import type { ValuationDay } from './valuationDay.js';

/** For how many days after its period ends a figure counts. */
export interface CapAges {
  readonly marketCapDays: number;
  readonly sharesDays: number;
}

const USUAL_AGES: CapAges = { marketCapDays: 200, sharesDays: MAX_AGE_DAYS };

/** What a market capitalisation is computed from. */
export interface MarketCapSource {
  /** The newest `market_cap_cr`; null where there is none, or it is too old to count. */
  readonly marketCap: Figure | null;
  /** The shares as of the day, in crore; NaN where they are not known. */
  readonly sharesCr: number;
}

/** Returns what the market capitalisation of a company is computed from on a day; `marketCapCr` does it. */
export function marketCapSourceAsOf(
  figures: readonly Figure[],
  actions: readonly Action[],
  at: ValuationDay,
  ages = USUAL_AGES,
): MarketCapSource {
  const newest = newestPoint(figures, 'market_cap_cr', at.day);
  const counts = newest !== null && at.day - newest.periodEnd <= ages.marketCapDays;
  return { marketCap: counts ? newest : null, sharesCr: sharesAsOf(figures, actions, at, ages.sharesDays) };
}
