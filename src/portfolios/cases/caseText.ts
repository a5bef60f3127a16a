import { decimalOf, type Ratio } from '../../market/exact.js';
import { rounded } from '../money/rounded.js';
import { decimalText } from '../money/units.js';

/** How many decimals the answers of cases have, where a number is not exact. */
const DECIMALS = 12;

/** Writes a ratio, or a double, with at most 12 decimals; null stays null. */
export function caseText(value: Ratio | number): string;
export function caseText(value: Ratio | number | null): string | null;
export function caseText(value: Ratio | number | null): string | null {
  if (value === null) return null;
  const { over, under } = typeof value === 'number' ? decimalOf(value) : value;
  return decimalText(rounded(over * 10n ** BigInt(DECIMALS), under), DECIMALS);
}
