import { snap } from './rounding.js';

/** Numbers as the sentences of a breakdown write them. */

/**
 * Writes a number with at most five significant digits: never cut before the decimal point, never with an exponent.
 *
 * @example inWords(1234.5678) // 1234.6
 */
export function inWords(value: number): string {
  const size = Math.abs(value);
  if (size >= 10_000) return value.toFixed(0);
  return String(Number(size < 1e-4 ? value.toFixed(6) : value.toPrecision(5)) + 0);
}

/** Writes a fraction as a percentage: 0.125 is 12.5 %. */
export const percent = (fraction: number): string => `${inWords(snap(fraction * 100))} %`;

/** Writes a count with its noun: 1 day, 2 days. */
export const plural = (count: number, noun: string): string =>
  `${inWords(count)} ${noun}${count === 1 ? '' : 's'}`;
