import type { WrittenAmount } from './writtenAmount.js';

const ROUGHLY = '(?:(?:about|around|nearly|almost|approximately|approx\\.?|roughly|say) )?';
const DASH = /^[^\S\t]?[-–—−~][^\S\t]?$/;
const TO = new RegExp(`^[^\\S\\t]{1,2}(?:to|upto|up to)[^\\S\\t]{1,2}${ROUGHLY}$`, 'i');
const AND = new RegExp(`^[^\\S\\t]{1,2}(?:and|&)[^\\S\\t]{1,2}${ROUGHLY}$`, 'i');
const NOTHING = /^[^\S\t]?$/;
const BETWEEN = new RegExp(`\\bbetween[^\\S\\t]{1,2}${ROUGHLY}$`, 'i');
const FROM = new RegExp(`\\bfrom[^\\S\\t]{1,2}${ROUGHLY}$`, 'i');
/** After a bare second number: "Rs 10 to 12 per share", but not "Rs 500 to 10 persons". */
const NO_NOUN =
  /^(?:[^\S\t]?[.,;:)]|[^\S\t]{0,2}(?:per\b|each\b|\/|a (?:share|piece|unit|tonne)\b)|\s*$|\n|\t)/;
const YEAR = /^(?:19|20)\d\d$/;

/** How much more the first number may be where both name their currency: "Rs 50,000 to Rs 1 lakh" is no 50,000 lakh. */
const MOST_DESCENT = 10;

/**
 * Completes two neighbouring numbers where they are a range: "Rs 100–120 crore", "between 10 and 12 per cent". The first
 * takes the unit of the second one, and the second the currency of the first one.
 */
export function completeRange(text: string, a: WrittenAmount, b: WrittenAmount): void {
  if (b.start < a.end) return;
  const between = text.slice(a.end, Math.min(b.start, a.end + 24));
  const before = text.slice(Math.max(0, a.start - 32), a.start);
  const isDash = DASH.test(between) || (b.isDash && NOTHING.test(between));
  if (!isDash && !TO.test(between) && !(AND.test(between) && BETWEEN.test(before))) return;
  if (!sharesUnit(a, b, isDash)) return;
  const sharesCurrency = a.currency !== null && b.currency === null;
  if (sharesCurrency && b.kind === 'PLAIN') {
    const after = text.slice(b.end, b.end + 24);
    if (a.kind !== 'PLAIN' || !(NO_NOUN.test(after) || (isDash && !/^\d/.test(after)))) return;
  }
  if (b.isDash && NOTHING.test(between)) {
    b.negative = false;
    b.start += 1;
  }
  if (sharesCurrency) b.currency = a.currency;
  if (a.kind === 'PLAIN') {
    a.kind = b.kind;
    a.scale = b.scale;
    // "100 to 120 crore rupees".
    a.currency ??= b.currency;
  }
  a.inRange = b.inRange = !FROM.test(before);
}

function sharesUnit(a: WrittenAmount, b: WrittenAmount, isDash: boolean): boolean {
  const isMoney = b.kind === 'SCALED' || b.kind === 'PLAIN' || b.kind === 'RUPEES';
  if (a.currency !== null && !isMoney) return false;
  if (a.currency !== null && b.currency !== null && a.currency !== b.currency) return false;
  if (a.kind !== 'PLAIN') return a.kind === b.kind;
  if (a.currency !== null) {
    return b.kind !== 'SCALED' || Number(a.digits) <= MOST_DESCENT * Number(b.digits);
  }
  if (b.kind === 'PLAIN' && b.currency === null) return false;
  // A year before a percentage, or before an amount that names its currency, is a year.
  return !YEAR.test(a.digits) || (b.kind === 'SCALED' && b.currency === null && isDash);
}
