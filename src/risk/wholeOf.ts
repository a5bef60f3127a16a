import type { Assessment, RiskPart } from './assessment.js';
import { levelOf } from './levelOf.js';
import { RISK_PARTS } from './names.js';
import type { RiskMethod } from './riskMethod.js';

/** What the whole needs of a part. */
export type PointsOfPart = Pick<RiskPart, 'counted' | 'lower' | 'upper' | 'status'>;

/** The risk of a stock without what it is made of. */
export type Whole = Pick<Assessment, 'value' | 'lower' | 'upper' | 'judged' | 'level'>;

/**
 * Returns the risk of a stock from its parts. A part that is not known well is judged by its upper end, so that knowing
 * less never makes a stock look safer.
 *
 * @param parts six, in the order of RISK_PARTS
 */
export function wholeOf(parts: readonly PointsOfPart[], method: RiskMethod): Whole {
  const { weights } = method.parameters;
  // Sums of hundredths × hundredths are whole numbers, and so exact.
  let value = 0;
  let lower = 0;
  let upper = 0;
  let judged = 0;
  for (let p = 0; p < RISK_PARTS.length; p++) {
    const part = parts[p];
    const weight = hundredths(weights[RISK_PARTS[p]]);
    const counted = weight * hundredths(part.counted);
    const most = weight * hundredths(part.upper);
    value += counted;
    lower += weight * hundredths(part.lower);
    upper += most;
    judged += part.status === 'OK' ? counted : most;
  }
  const points = rounded(judged);
  return {
    value: rounded(value),
    lower: rounded(lower),
    upper: rounded(upper),
    judged: points,
    level: levelOf(points, method),
  };
}

/** Returns a number of two decimals at most in hundredths. */
const hundredths = (value: number): number => Math.round(value * 100);

/** Rounds ten thousandths, at least 0, to two decimals, half up. */
const rounded = (tenThousandths: number): number => Math.floor((tenThousandths + 50) / 100) / 100;
