/**
 * Rounding (method, preamble): half away from zero on the decimal value. A double is snapped to 1e-10
 * first, so that 64.995, which no double holds, rounds to 65 and not to 64.99.
 */

const SNAP = 1e10;

/** `value` to ten decimals, never -0. NaN, infinities and values that hold fewer decimals anyway stay. */
export function snap(value: number): number {
  const scaled = value * SNAP;
  return Math.abs(scaled) <= Number.MAX_SAFE_INTEGER ? Math.round(scaled) / SNAP + 0 : value;
}

/** Returns a number of a column as it is stored and shown: to ten decimals, and null where it is missing (NaN). */
export const snapOrNull = (value: number): number | null => (value === value ? snap(value) : null);

/** `value` (|value| < 1e5) to two decimals, as an integer number of hundredths. */
export function toHundredths(value: number): number {
  const tenBillionths = Math.round(Math.abs(value) * SNAP);
  const hundredths = Math.floor((tenBillionths + SNAP / 200) / (SNAP / 100));
  return value < 0 ? -hundredths + 0 : hundredths;
}

/** `value` (|value| < 1e5) to two decimals. */
export function round2(value: number): number {
  return toHundredths(value) / 100;
}
