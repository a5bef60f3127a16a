import { compared, RULES, type ComparedWords } from '../../scoring/wording.js';

/** Between thousands of whole digits. */
const THOUSANDS = /\B(?<!\.\d*)(?=(?:\d{3})+(?:\.|$))/g;

/** Says on which side of a bound an HHI is, both rounded so that they still show it: 1,501 is above 1,500. */
export function hhiInWords(hhi: number, bound: number): ComparedWords {
  const { observed, side, threshold } = compared(hhi, bound, RULES['>'], hhi > bound);
  return { observed: observed.replace(THOUSANDS, ','), side, threshold: threshold.replace(THOUSANDS, ',') };
}
