import { round2 } from '../scoring/rounding.js';
import type { RiskCurve } from './riskMethod.js';

/**
 * Returns the points of risk of a raw number on a curve: 0 to 100, two decimals.
 *
 * @param raw not NaN
 */
export function curvePoints({ scale, knots }: RiskCurve, raw: number): number {
  const last = knots.length - 1;
  if (raw <= knots[0].at) return clamped(knots[0].value);
  if (raw >= knots[last].at) return clamped(knots[last].value);
  let k = 1;
  while (raw >= knots[k].at) k++;
  const from = knots[k - 1];
  const to = knots[k];
  const along =
    scale === 'LOG10'
      ? (Math.log10(raw) - Math.log10(from.at)) / (Math.log10(to.at) - Math.log10(from.at))
      : (raw - from.at) / (to.at - from.at);
  return clamped(from.value + along * (to.value - from.value));
}

/** Returns points as they are shown: 0 to 100, two decimals. */
export const clamped = (points: number): number => round2(Math.min(100, Math.max(0, points)));
