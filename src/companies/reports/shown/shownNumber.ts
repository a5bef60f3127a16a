import type { ReportUnit } from '../names.js';
import { UNIT_SIGNS } from './unitSigns.js';

const HUGE = 1e15;
/** Doubles that differ in later digits are the same number, computed in two ways. */
const MOST_DIGITS = 10;

/** How readers see a number. */
export interface NumberOptions {
  /** Whether the unit stands in the heading of its column or row, so that only % is repeated. */
  readonly isUnitAbove?: boolean;
  /** Numbers in the same unit, which it must not look like unless it is one of them. */
  readonly apartFrom?: readonly number[];
}

/**
 * Shows a number or a decimal amount in its unit, such as ₹1,23,456.70 crore, 12.34 % and 7. It is rounded to what readers
 * need; an amount is not. It keeps more digits where it would look like none or all, such as 0 and 100 %, and is neither.
 */
export function shownNumber(
  value: number | string,
  unit: ReportUnit | null,
  { isUnitAbove = false, apartFrom = [] }: NumberOptions = {},
): string {
  // What is no number of percent is shown as a fraction.
  if (unit === 'FRACTION' && !Number.isFinite(Number(value) * 100)) return shownNumber(value, null);
  const text = digitsOf(value, unit, apartFrom);
  const [sign, digits] = text.startsWith('-') ? ['−', text.slice(1)] : ['', text];
  if (unit === null) return sign + digits;
  const { before, after } = UNIT_SIGNS[unit];
  if (unit === 'FRACTION' || unit === 'PERCENT') return `${sign}${digits}\u00A0%`;
  return isUnitAbove
    ? sign + inIndianGroups(digits)
    : `${sign}${before}${inIndianGroups(digits)}${after === '' ? '' : `\u00A0${after}`}`;
}

/** Puts commas as India does: 12345678 is 1,23,45,678. */
const inIndianGroups = (digits: string): string =>
  digits.replace(/^\d+/, (whole) => whole.replace(/\d(?=(\d\d)+\d$)/g, '$&,'));

function digitsOf(value: number | string, unit: ReportUnit | null, apartFrom: readonly number[]): string {
  if (unit === 'FRACTION') {
    return rounded(Number(value) * 100, 2, [100, ...apartFrom.map((other) => other * 100)]);
  }
  // An amount is exact, so it keeps its decimals.
  if (typeof value === 'string') return unit === 'RUPEES' || unit === 'INR_CRORE' ? withPaise(value) : value;
  const others = [...wholeOf(unit), ...apartFrom];
  if (unit === null) return withoutZeros(rounded(value, 4, others));
  return unit === 'COUNT' ? withoutZeros(rounded(value, 2, others)) : rounded(value, 2, others);
}

/** Writes at least two decimals, as money has them. */
function withPaise(amount: string): string {
  const [whole, decimals = ''] = amount.split('.');
  return `${whole}.${decimals.padEnd(2, '0')}`;
}

/** What "all" is in a unit. */
function wholeOf(unit: ReportUnit | null): readonly number[] {
  if (unit === 'PERCENT' || unit === 'POINTS') return [100];
  return unit === 'RATIO' || unit === null ? [1] : [];
}

/** Rounds, with as many more digits as tell it apart from other numbers. Those that differ less than any of them are alike. */
function rounded(value: number, decimals: number, others: readonly number[]): string {
  const size = Math.abs(value);
  const isByDigits = size >= HUGE || (size !== 0 && size < 0.5 / 10 ** decimals);
  const least = isByDigits ? (size >= HUGE ? 6 : 2) : decimals;
  const written = (number: number, digits: number): string =>
    isByDigits ? String(Number(number.toPrecision(digits))) : number.toFixed(digits);
  for (let digits = least; digits <= MOST_DIGITS; digits++) {
    const text = written(value, digits);
    if (!others.some((other) => other !== value && written(other, digits) === text))
      return withoutMinus(text);
  }
  return withoutMinus(written(value, least));
}

const withoutMinus = (text: string): string => text.replace(/^-(?=[0.]+$)/, '');

const withoutZeros = (text: string): string => text.replace(/^(-?\d+)(?:(\.\d*?[1-9])|\.)0*$/, '$1$2');
