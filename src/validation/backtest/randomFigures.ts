import { MONEY, perOne } from '../../portfolios/money/units.js';

const ONE = Number(perOne(MONEY));

/**
 * Holds what random portfolios ended at against a value.
 *
 * @param ends in units of MONEY, like the others
 * @returns the median total return, and the fraction that ended lower
 */
export function randomFigures(
  ends: readonly bigint[],
  capital: bigint,
  value: bigint,
): { readonly randomMedian: number; readonly randomShareBeaten: number } {
  const ordered = [...ends].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [low, high] = [ordered[(ordered.length - 1) >> 1], ordered[ordered.length >> 1]];
  const median = Number(low + high) / 2 / ONE;
  return {
    randomMedian: median / (Number(capital) / ONE) - 1,
    randomShareBeaten: ends.filter((end) => end < value).length / ends.length,
  };
}
