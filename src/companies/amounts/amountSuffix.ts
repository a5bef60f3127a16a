import { currencyAt } from './currencies.js';

/** What a number is of, by what stands after it. */
export type AmountKind =
  'PLAIN' | 'SCALED' | 'PERCENT' | 'POINTS' | 'BASIS_POINTS' | 'RATIO' | 'RUPEES' | 'PAISE';

/** What stands after a number and belongs to its amount. */
export interface AmountSuffix {
  readonly end: number;
  readonly kind: AmountKind;
  /** The power of ten of its word of scale; else 0. */
  readonly scale: number;
  readonly currency: string | null;
}

const BLANKS = '[^\\S\\t]{0,3}';
/** "1,000-odd crore", "2,000+ crore"; and the mark of a footnote: "12.5* crore". */
const ROUGHLY = '(?:[^\\S\\t]?-?odd|\\+|[^\\S\\t]?-?plus|[*#†‡¹²³⁴-⁹]{1,2})?';
const END = '(?![\\p{L}\\p{N}])';

/** Words of scale, of which the longer come first. */
const SCALES: readonly (readonly [power: number, words: string])[] = [
  [12, '(?:lakhs?|lacs?)[\\s-](?:crores?|crs?)'],
  [10, 'thousand[\\s-]crores?'],
  [9, 'hundred[\\s-]crores?'],
  [7, 'crores?|crs?'],
  [5, 'lakhs?|lacs?'],
  [12, 'trillions?|trn'],
  [9, 'billions?|bn|bln'],
  [6, 'millions?|mn|mio|mln|mil'],
  [3, 'thousands?'],
];
/** Single letters mean metres, kelvins and bytes elsewhere, so that they count only after a currency. */
const LETTERS: readonly (readonly [power: number, words: string])[] = [
  [12, 'tn'],
  [9, '[bB]'],
  [6, '[mM]'],
  [5, 'L'],
  [3, '[kK]'],
];
const scaleOf = (words: string, flags: string) =>
  new RegExp(`${ROUGHLY}${BLANKS}-?(?:${words})${END}`, flags);
const SCALE_PATTERNS = SCALES.map(([power, words]) => [power, scaleOf(words, 'iuy')] as const);
/** "₹ 123.4 (Cr)", "Rs. 1,234 (in lakhs)". */
const BRACKETED_PATTERNS = SCALES.map(
  ([power, words]) => [power, new RegExp(`${BLANKS}\\((?:in[^\\S\\t])?(?:${words})\\.?\\)`, 'iuy')] as const,
);
const LETTER_PATTERNS = LETTERS.map(
  ([power, words]) => [power, new RegExp(`[^\\S\\t\\n]?(?:${words})${END}`, 'uy')] as const,
);

const KINDS: readonly (readonly [kind: AmountKind, pattern: RegExp])[] = [
  ['BASIS_POINTS', new RegExp(`${BLANKS}-?(?:bps|bp|basis[\\s-]points?)${END}`, 'iuy')],
  [
    'POINTS',
    new RegExp(`${BLANKS}-?(?:(?:percentage|%|per cent|percent)[\\s-]{0,2}points?|ppts?|pps?)${END}`, 'iuy'),
  ],
  // "%20" is a blank of an address.
  ['PERCENT', new RegExp(`${BLANKS}(?:%(?![2-7][\\dA-F])|-?per[\\s-]?cent${END}|-?pct${END})`, 'iuy')],
  ['PAISE', new RegExp(`${BLANKS}(?:paise|paisa)${END}`, 'iuy')],
  ['RATIO', /[^\S\t\n]?[xX×](?![\p{L}\p{N}])(?!\s?\d)/uy],
  // What happens "4 times a year", or "was held 4 times", is no ratio.
  [
    'RATIO',
    /[^\S\t]{1,2}times(?![\p{L}\p{N}])(?!\s(?:a|an|per|in|during|within|since|this|last|every|each|over|already|before|daily|weekly|monthly)\b)/iuy,
  ],
];
const MEETINGS = /\b(?:met|meets?|held|convened|won|awarded|times?)\s+(?:\p{L}+\s+)?$/iu;
/** After most numbers there is no unit, which is seen faster than by trying each. */
const NO_UNIT: ReadonlySet<string> = new Set([...'(),.;:[]\t"', '']);
const RUPEE_MARK = /\s?\/-(?!\d)/y;
const PLUS = /-?plus(?!\p{L})/uy;

/**
 * Reads the unit after a number.
 *
 * @param prefixCurrency which was written before it; null: none
 */
export function amountSuffix(text: string, numberEnd: number, prefixCurrency: string | null): AmountSuffix {
  if (NO_UNIT.has(text[numberEnd] ?? '')) return { kind: 'PLAIN', scale: 0, end: numberEnd, currency: null };
  const scaled = scaleAt(text, numberEnd, prefixCurrency);
  if (scaled !== null) {
    const money = prefixCurrency === null ? currencyAt(text, scaled.end) : null;
    const end = scaled.end + (money?.length ?? 0);
    return { kind: 'SCALED', scale: scaled.power, end, currency: money?.currency ?? null };
  }
  const plain = { scale: 0, currency: null };
  for (const [kind, pattern] of prefixCurrency === null ? KINDS : []) {
    const end = endAt(pattern, text, numberEnd);
    if (end !== null) return { ...plain, kind, end: endAt(PLUS, text, end) ?? end };
  }
  const marked = endAt(RUPEE_MARK, text, numberEnd);
  if (marked !== null) return { ...plain, kind: 'RUPEES', end: marked };
  const money = prefixCurrency === null ? currencyAt(text, numberEnd) : null;
  return {
    ...plain,
    kind: 'PLAIN',
    end: numberEnd + (money?.length ?? 0),
    currency: money?.currency ?? null,
  };
}

/** Whether a number counts how often something took place, by the words before it. */
export function countsMeetings(text: string, numberStart: number): boolean {
  return MEETINGS.test(text.slice(Math.max(0, numberStart - 30), numberStart));
}

function scaleAt(text: string, at: number, currency: string | null) {
  for (const [power, pattern] of currency === null
    ? SCALE_PATTERNS
    : [...SCALE_PATTERNS, ...BRACKETED_PATTERNS, ...LETTER_PATTERNS]) {
    const end = endAt(pattern, text, at);
    if (end !== null) return { power, end };
  }
  return null;
}

function endAt(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
