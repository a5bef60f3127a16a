import type { ReportUnit } from '../names.js';
import { UNIT_SIGNS } from './unitSigns.js';

const HUGE = 1e15;

/** How readers see a number, without the names of units that stand elsewhere. */
export interface NumberOptions {
  /** Whether the unit stands in the heading of its column or row, so that only % is repeated. */
  readonly isUnitAbove?: boolean;
}

/**
 * Shows a number or a decimal amount in its unit, such as ₹1,23,456.70 crore, 12.34 % and 7. It is rounded to what readers
 * need; an amount, which is exact, is not. What would be rounded to zero has two digits.
 */
export function shownNumber(
  value: number | string,
  unit: ReportUnit | null,
  { isUnitAbove = false }: NumberOptions = {},
): string {
  // What is no number of percent is shown as a fraction.
  if (unit === 'FRACTION' && !Number.isFinite(Number(value) * 100)) return shownNumber(value, null);
  const text = digitsOf(value, unit);
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

function digitsOf(value: number | string, unit: ReportUnit | null): string {
  if (unit === 'FRACTION') return rounded(Number(value) * 100, 2);
  if (typeof value === 'string') return unit === 'RUPEES' || unit === 'INR_CRORE' ? withPaise(value) : value;
  if (unit === null) return withoutZeros(rounded(value, 4));
  return unit === 'COUNT' ? withoutZeros(rounded(value, 2)) : rounded(value, 2);
}

/** Writes at least two decimals, as money has them. */
const withPaise = (amount: string): string => {
  const [whole, decimals = ''] = amount.split('.');
  return `${whole}.${decimals.padEnd(2, '0')}`;
};

function rounded(value: number, decimals: number): string {
  const size = Math.abs(value);
  if (size >= HUGE) return String(Number(value.toPrecision(6)));
  if (size !== 0 && size < 0.5 / 10 ** decimals) return String(Number(value.toPrecision(2)));
  // Not "-0.00".
  return size === 0 ? (0).toFixed(decimals) : value.toFixed(decimals);
}

const withoutZeros = (text: string): string => text.replace(/^(-?\d+)(?:(\.\d*?[1-9])|\.)0*$/, '$1$2');
