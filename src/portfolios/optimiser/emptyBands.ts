import { ceilDivided } from '../money/division.js';
import { magnitude } from '../money/magnitude.js';
import { decimalText, perOne, WEIGHT } from '../money/units.js';
import type { Infeasibility } from './answer.js';
import { NOTHING_ELSE } from './infeasibility.js';
import type { Position } from './position.js';
import { VALUES_PER_MONEY } from './positionsOf.js';

/**
 * Names the positions that would be traded, and whose band holds no whole number of shares.
 *
 * @param marketValue in units of MONEY
 */
export function emptyBands(positions: readonly Position[], marketValue: bigint): readonly Infeasibility[] {
  return positions
    .filter(({ fewest, isBlocked, isTradable, most }) => isTradable && !isBlocked && fewest > most)
    .map((position) => {
      const { lower, ticker, upper } = position;
      const smallestBand = smallestBandOf(position, marketValue);
      const remedy =
        smallestBand === null
          ? 'no band of at most 1 would do, so take it out of the model, or add to the portfolio'
          : `widen its band to ${weightText(smallestBand)} on either side`;
      return {
        ...NOTHING_ELSE,
        ticker,
        message: `No whole number of shares of ${ticker} lies from ${weightText(lower)} to ${weightText(upper)} of the value: ${remedy}.`,
        lower,
        upper,
        smallestBand,
      };
    });
}

/**
 * Returns the least width of a band on either side of the target that holds 1 share or more, in units of WEIGHT, rounded up;
 * null: it would be above 1.
 */
function smallestBandOf({ price, wanted }: Position, marketValue: bigint): bigint | null {
  const share = price * VALUES_PER_MONEY;
  const below = wanted / share;
  const distances = [below, below + 1n]
    .filter((shares) => shares >= 1n)
    .map((shares) => magnitude(wanted - shares * share));
  const least = distances.reduce((a, b) => (a < b ? a : b));
  const width = ceilDivided(least, marketValue);
  return width > perOne(WEIGHT) ? null : width;
}

const weightText = (weight: bigint): string => decimalText(weight, WEIGHT);
