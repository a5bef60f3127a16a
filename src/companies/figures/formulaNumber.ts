import { snap } from '../../scoring/rounding.js';

const FORMAT = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 10 });

/** Writes a number as formulas and sentences show it: 1,500 or 0.1834. */
export function formulaNumber(value: number): string {
  return FORMAT.format(snap(value));
}
