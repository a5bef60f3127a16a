/** The unit of the bare numbers of a table. */
export interface TableUnit {
  /** Null: the header gives a scale without a currency. */
  readonly currency: 'INR' | 'OTHER' | null;
  /** The power of ten; 0 of plain rupees. */
  readonly scale: number;
}

const SCALE = '(crores?|crs?|lakhs?|lacs?|millions?|mn|mio|billions?|bn|thousands?|000s?)';
const RUPEES = '(?:₹|₨|`|\\bRs|\\bINR|\\bRupees|\\bIndian Rupees)';
const OTHERS = '(?:US\\s?\\$|\\$|\\bUSD|€|\\bEUR|£|\\bGBP)';
const IN = "[\\s.]*(?:in\\b)?[\\s.('’‘]*";
const PATTERN = new RegExp(
  [
    `(?<rupees>${RUPEES})${IN}${SCALE}\\b`,
    `(?<others>${OTHERS})${IN}${SCALE}\\b`,
    `\\bin\\s+${SCALE}\\s+of\\s+(?<words>rupees|INR|Indian rupees)\\b`,
    `\\(\\s*(?:figures?\\s+|amounts?\\s+|all\\s+(?:figures|amounts)\\s+)?in\\s+${SCALE}\\b`,
    `(?<plain>\\b(?:amounts?|figures)\\s+in\\s+(?:₹|Rs|INR|rupees)|\\(\\s*(?:in\\s+)?(?:₹|Rs|INR|rupees)\\.?\\s*\\))`,
  ].join('|'),
  'giu',
);

/** Returns the unit that a text such as "(₹ in crores, except per share data)" gives last; null where it gives none. */
export function tableUnitIn(text: string): TableUnit | null {
  const match = [...text.matchAll(PATTERN)].at(-1);
  if (match === undefined) return null;
  const { rupees, others, words, plain } = match.groups ?? {};
  if (plain !== undefined) return { currency: 'INR', scale: 0 };
  const word = match.slice(1).find((group) => group !== undefined && scaleOf(group) !== null) ?? '';
  const scale = scaleOf(word) ?? 0;
  if (others !== undefined) return { currency: 'OTHER', scale };
  return { currency: rupees !== undefined || words !== undefined ? 'INR' : null, scale };
}

function scaleOf(word: string): number | null {
  const name = word.toLowerCase();
  if (/^cr/.test(name)) return 7;
  if (/^la/.test(name)) return 5;
  if (/^m[in]/.test(name)) return 6;
  if (/^b[in]/.test(name)) return 9;
  return /^(?:th|000)/.test(name) ? 3 : null;
}
