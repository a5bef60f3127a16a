/**
 * Rounding is half away from zero on the decimal value. A double is snapped to 1e-10 first, so that 64.995, which no
 * double holds exactly, is rounded to 65 and not to 64.99.
 */

const SNAP = 1e10;

/**
 * Rounds a number to ten decimals. The result is never -0.
 *
 * NaN and infinities stay as they are, as do numbers so large that a double holds fewer decimals.
 */
export function snap(value: number): number {
  const scaled = value * SNAP;
  return Math.abs(scaled) <= Number.MAX_SAFE_INTEGER ? Math.round(scaled) / SNAP + 0 : value;
}

/** Returns a number as it is stored and shown: to ten decimals, and null where it is missing (NaN or null). */
export const snapOrNull = (value: number | null): number | null =>
  value === null || value !== value ? null : snap(value);

/**
 * Rounds a number to two decimals, and returns it as a whole number of hundredths.
 *
 * @param value above -1e5 and below 1e5
 */
export function toHundredths(value: number): number {
  const tenBillionths = Math.round(Math.abs(value) * SNAP);
  const hundredths = Math.floor((tenBillionths + SNAP / 200) / (SNAP / 100));
  return value < 0 ? -hundredths + 0 : hundredths;
}

/**
 * Rounds a number to two decimals.
 *
 * @param value above -1e5 and below 1e5
 * @example round2(64.995) // 65
 */
export function round2(value: number): number {
  return toHundredths(value) / 100;
}
