import { snap } from '../scoring/rounding.js';

/**
 * Writes a number as sentences have it: rounded half away from zero, with a point, without separators, and without a
 * negative zero.
 *
 * @param value finite
 * @param digits decimals
 * @example decimal(-0.125, 2) // '-0.13'
 */
export function decimal(value: number, digits: number): string {
  const scale = 10 ** digits;
  const units = Math.floor(snap(Math.abs(snap(value)) * scale) + 0.5);
  // A large number would have an exponent.
  const text = (units < 1e21 ? String(units) : BigInt(units).toString()).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const sign = value < 0 && units > 0 ? '-' : '';
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`;
}
