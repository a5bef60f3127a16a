import { decimalOf } from '../../market/exact.js';
import { ceilDivided } from '../money/division.js';
import { rounded } from '../money/rounded.js';
import { MONEY, perOne } from '../money/units.js';
import type { RiskHolding } from './riskInput.js';

/** What is sold in a session at most: a fifth of the median traded value. */
const PARTS = 5n;
/** Medians are doubles, so that they are read to a millionth of a unit of MONEY. */
const FINER = 1_000_000n;

/**
 * Returns the least whole number of sessions in which nine tenths of the value of the holdings can be sold, at a fifth of
 * each stock's median traded value a session; null where that cannot be reached; 0 without holdings.
 */
export function sessionsToSell(
  holdings: readonly Pick<RiskHolding, 'value' | 'medianTradedValue'>[],
): number | null {
  const scaled = holdings.map(({ value, medianTradedValue }) => ({
    value: value * PARTS * FINER,
    perSession: medianTradedValue === null ? 0n : unitsOf(medianTradedValue),
  }));
  const total = scaled.reduce((sum, { value }) => sum + value, 0n);
  const isEnough = (sessions: bigint) => {
    let sold = 0n;
    for (const { value, perSession } of scaled) {
      const most = sessions * perSession;
      sold += most < value ? most : value;
    }
    return 10n * sold >= 9n * total;
  };
  let [low, high] = [0n, 0n];
  for (const { value, perSession } of scaled) {
    const sessions = perSession > 0n ? ceilDivided(value, perSession) : 0n;
    if (sessions > high) high = sessions;
  }
  if (!isEnough(high)) return null;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (isEnough(middle)) high = middle;
    else low = middle + 1n;
  }
  return Number(low);
}

function unitsOf(rupees: number): bigint {
  const { over, under } = decimalOf(Math.max(0, rupees));
  return rounded(over * perOne(MONEY) * FINER, under);
}
