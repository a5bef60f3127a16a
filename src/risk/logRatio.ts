/** Returns ln(to / from); NaN where one of both is not above 0, or the result is not finite. */
export function logRatio(to: number, from: number): number {
  const ratio = to / from;
  return from > 0 && ratio > 0 && ratio < Infinity ? Math.log(ratio) : NaN;
}
