import { snap } from '../scoring/rounding.js';

/** A number of a column, to ten decimals as everything that is stored and shown; null where it is missing (NaN). */
export const orNull = (value: number): number | null => (Number.isNaN(value) ? null : snap(value));

/** A number in a sentence: at most five significant digits, never cut before the point, never with an exponent. */
export function inWords(value: number): string {
  const size = Math.abs(value);
  if (size >= 10_000) return value.toFixed(0);
  return String(Number(size < 1e-4 ? value.toFixed(6) : value.toPrecision(5)) + 0);
}

/** A fraction in a sentence: 0.125 is 12.5 %. */
export const percent = (fraction: number): string => `${inWords(snap(fraction * 100))} %`;

export const plural = (count: number, noun: string): string =>
  `${inWords(count)} ${noun}${count === 1 ? '' : 's'}`;
