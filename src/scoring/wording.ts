import { snap } from './rounding.js';

/** Numbers as the sentences of a breakdown write them. */

/** Numbers are rounded to so many significant digits, unless they would then look like their threshold. */
const DIGITS = 3;
/** Thresholds keep more, so that they are those of the method file. */
const THRESHOLD_DIGITS = 5;
const MOST_DIGITS = 15;

/** A rule that acts on one side of its threshold. */
interface Rule {
  readonly acts: 'above' | 'below';
  /** Whether it also acts at the threshold. */
  readonly inclusive: boolean;
}

/** Rules by the sign of the comparison that makes them act. */
export const RULES = {
  '<': { acts: 'below', inclusive: false },
  '<=': { acts: 'below', inclusive: true },
  '>': { acts: 'above', inclusive: false },
  '>=': { acts: 'above', inclusive: true },
} as const satisfies Record<string, Rule>;

/** A number, where it is, and the threshold that it was compared with, in words. */
export interface ComparedWords {
  readonly observed: string;
  /** `above`, `at` or `below`; `just above` or `just below` where ten decimals do not tell both numbers apart. */
  readonly side: string;
  readonly threshold: string;
}

/** Writes a number that {@link rounded} returned: without an exponent, and without a negative zero. */
export function inWords(value: number): string {
  return Math.abs(value) >= 1e-6 ? String(value) : value.toFixed(10).replace(/^-(?=[0.]+$)|\.?0+$/g, '');
}

/**
 * Rounds a number to some significant digits, and to more where it would otherwise be at another number, or on the
 * other side of it. Whole digits are never rounded off.
 *
 * @param other NaN: no number to keep apart from
 */
export function rounded(value: number, other = NaN, least = DIGITS): number {
  const whole = Math.trunc(Math.abs(value)).toString().length;
  for (let digits = least; digits < MOST_DIGITS; digits++) {
    const near = Number(value.toPrecision(Math.min(MOST_DIGITS, Math.max(digits, whole))));
    if (other !== other || Math.sign(near - other) === Math.sign(value - other)) return near;
  }
  return value;
}

/**
 * Says on which side of its threshold a number is, both rounded so that they still show it.
 *
 * @param rule when the rule acts
 * @param acted whether it did: it judged numbers that may have had more than ten decimals
 * @param unit 'number', or 'percent' for fractions
 */
export function compared(
  observed: number,
  threshold: number,
  { acts, inclusive }: Rule,
  acted: boolean,
  unit: 'number' | 'percent' = 'number',
): ComparedWords {
  const [one, other] = unit === 'percent' ? [observed * 100, threshold * 100] : [observed, threshold];
  const [value, bound] = [snap(one), snap(other)];
  const shownBound = rounded(bound, value, THRESHOLD_DIGITS);
  const written = (number: number) => (unit === 'percent' ? `${inWords(number)} %` : inWords(number));
  const strictly = acted ? acts : acts === 'above' ? 'below' : 'above';
  const equal = acted === inclusive ? 'at' : `just ${strictly}`;
  return {
    observed: written(rounded(value, shownBound)),
    side: value === bound ? equal : value > bound ? 'above' : 'below',
    threshold: written(shownBound),
  };
}

/** Writes a fraction as a percentage: 0.125 is 12.5 %. */
export const percent = (fraction: number): string => `${inWords(rounded(snap(fraction * 100)))} %`;

/** Writes a count, as a number or in words, with its noun: 1 day, 2 days. */
export function plural(count: number | string, noun: string): string {
  const words = typeof count === 'string' ? count : inWords(rounded(snap(count)));
  return `${words} ${noun}${words === '1' ? '' : 's'}`;
}

/** Says how much of a stock is traded, and where that is from a threshold below which `acted` holds; both in ₹ crore. */
export function tradedValueInWords(observed: number | null, threshold: number, acted: boolean): string {
  const known = compared(observed ?? 0, threshold, RULES['<'], acted);
  const value = `₹${known.observed} crore a session, ${known.side} ₹${known.threshold} crore`;
  return observed === null
    ? `The median traded value is unknown, as it takes 5 bars without a long gap, and counts as ${value}`
    : `The median traded value is ${value}`;
}

/** Says how much the promoter has pledged, and where that is from a threshold above which `acted` holds; both fractions. */
export function pledgeInWords(observed: number | null, threshold: number, acted: boolean): string {
  if (observed === null) return 'The pledge is unknown, as no shareholding that counts has it';
  const known = compared(observed, threshold, RULES['>'], acted, 'percent');
  return `The promoter has pledged ${known.observed} of its shares, ${known.side} ${known.threshold}`;
}
