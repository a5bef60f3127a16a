/** Beyond it, the series needs more terms. */
const SMALL = 0.05;

/**
 * Returns ln(to / from) of two numbers; NaN where it is not finite. Daily returns are small, and for these the series of
 * the inverse hyperbolic tangent takes half the time of a logarithm and is as exact: the first term left out is below
 * 1e-18 of the sum.
 */
export function logRatio(to: number, from: number): number {
  const z = (to - from) / (to + from);
  if (z < SMALL && z > -SMALL && from > 0) {
    const s = z * z;
    return 2 * z * (1 + s * (1 / 3 + s * (1 / 5 + s * (1 / 7 + s * (1 / 9 + s * (1 / 11 + s / 13))))));
  }
  const ratio = to / from;
  return ratio > 0 && ratio < Infinity ? Math.log(ratio) : NaN;
}
