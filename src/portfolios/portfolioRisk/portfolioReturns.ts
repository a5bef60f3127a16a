import type { RiskHolding } from './riskInput.js';

/**
 * Returns what a portfolio of today's weights would have returned on each session. Holdings without a return on a session
 * count as the others do: these are scaled up to the share of all holdings. Cash earns nothing.
 *
 * @param holdings in a fixed order, which is that of the sums
 * @param weights of the holdings, of the total with cash, in the same order
 * @param share of all holdings in the total, those that are left out included
 * @returns null for sessions on which no holding has a return
 */
export function portfolioReturns(
  holdings: readonly RiskHolding[],
  weights: readonly number[],
  share: number,
  sessions: number,
): (number | null)[] {
  return Array.from({ length: sessions }, (_, session) => {
    let [sum, known] = [0, 0];
    for (const [at, { returns }] of holdings.entries()) {
      const value = returns[session] ?? null;
      const weight = weights[at] ?? 0;
      if (value === null) continue;
      sum += weight * value;
      known += weight;
    }
    return known > 0 ? withoutError((sum * share) / known) : null;
  });
}

/**
 * Rounds to 15 decimals, so that returns that are equal are equal doubles, in whichever order they were summed: which returns
 * are at or below a quantile depends on it.
 */
const withoutError = (value: number): number =>
  Math.abs(value) < MOST ? Math.round(value * DECIMALS) / DECIMALS : value;
const DECIMALS = 1e15;
/** Larger values have fewer decimals. */
const MOST = Number.MAX_SAFE_INTEGER / DECIMALS;
