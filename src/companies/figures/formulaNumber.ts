import { snap } from '../../scoring/rounding.js';

/** Between thousands. Formatting by a locale takes ten times as long, and figures have many formulas. */
const THOUSANDS = /\B(?=(?:\d{3})+$)/g;

/** Writes a number as formulas and sentences show it: 1,500 or 0.1834. */
export function formulaNumber(value: number): string {
  const [whole, decimals] = String(snap(value)).split('.');
  const grouped = whole.replace(THOUSANDS, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
