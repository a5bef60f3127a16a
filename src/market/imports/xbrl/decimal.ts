import type { Ratio } from '../../exact.js';

/**
 * Exact arithmetic on the decimals of filings, which hold rupees to the paisa where others speak of crores.
 */

const DECIMAL = /^([+-]?)(?=\.?\d)(\d{0,30})(?:\.(\d{0,30}))?$/;

/** Returns the number that a plain decimal stands for; null where the text is none. */
export function decimalOfText(text: string): Ratio | null {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return null;
  const [, sign, whole, fraction = ''] = match;
  const over = BigInt(whole + fraction);
  return { over: sign === '-' ? -over : over, under: 10n ** BigInt(fraction.length) };
}

/** Returns a number as a plain decimal without zeros at its end, rounded to so many places, halves away from 0. */
export function textOfDecimal({ over, under }: Ratio, places: number): string {
  const size = (over < 0n ? -over : over) * 10n ** BigInt(places);
  const rounded = (2n * size + under) / (2n * under);
  const digits = String(rounded).padStart(places + 1, '0');
  const text = `${digits.slice(0, digits.length - places)}.${digits.slice(digits.length - places)}`;
  const short = text.replace(/\.?0*$/, '');
  return over < 0n && rounded !== 0n ? `-${short}` : short;
}

export const ZERO: Ratio = { over: 0n, under: 1n };

export const whole = (value: number): Ratio => ({ over: BigInt(value), under: 1n });

export const minus = ({ over, under }: Ratio): Ratio => ({ over: -over, under });

export const sizeOf = (value: Ratio): Ratio => (value.over < 0n ? minus(value) : value);
