import type { Amount, AmountUnit } from './amount.js';
import { completeRange } from './completeRange.js';
import { joinedAmount } from './joinedAmount.js';
import { shiftedDecimal } from './shiftedDecimal.js';
import { writtenAmount, type WrittenAmount } from './writtenAmount.js';
import { numbersOf } from './writtenNumber.js';

const CRORE = 7;
/** What an amount may be of, between it and the brackets. */
const LONGEST_OF = 40;
const OF_ONE =
  /^[^\S\t]{0,2}(?:(?:each|apiece|per (?:[a-z]{1,12} )?(?:share|unit))(?:,? fully paid(?:[ -]up)?)?[^\S\t]{1,2})?$/i;

/**
 * Returns the amounts that a text states, in its order: numbers with a currency, a word of scale, a percentage or the mark
 * of a ratio. Bare numbers, years, dates and codes are none, and neither are numbers that are grouped in no known way. An
 * amount that fills a pair of brackets is negative, as accountants write it, unless the brackets follow another amount,
 * which they say in other words. Takes time in proportion to the text.
 *
 * @example amountsIn('Rs. 1,234.56 crores') // one of 1234.56 INR_CRORE
 */
export function amountsIn(text: string): Amount[] {
  const amounts: Amount[] = [];
  let last: WrittenAmount | null = null;
  for (const number of numbersOf(text)) {
    const written = writtenAmount(text, number);
    const joined: WrittenAmount | null = written && last && joinedAmount(text, last, written);
    if (joined !== null) {
      last = joined;
      continue;
    }
    if (written !== null && last !== null) {
      if (last.end <= written.start) completeRange(text, last, written);
      if (written.isBracketed && isAmount(last) && saysAgain(text, last, written)) written.negative = false;
    }
    if (last !== null && isAmount(last)) amounts.push(amountOf(last));
    last = written;
  }
  if (last !== null && isAmount(last)) amounts.push(amountOf(last));
  return amounts;
}

function isAmount({ kind, currency }: WrittenAmount): boolean {
  return kind !== 'PLAIN' || currency !== null;
}

/** Whether brackets only say the amount before them in other words: "USD 5 mn (Rs 41 crore)", "Rs 5 per share (250%)". */
function saysAgain(text: string, before: WrittenAmount, written: WrittenAmount): boolean {
  return written.start - before.end <= LONGEST_OF && OF_ONE.test(text.slice(before.end, written.start));
}

function amountOf(written: WrittenAmount): Amount {
  const { start, end, digits, negative, scale, inRange, kind } = written;
  const currency = kind === 'RUPEES' || kind === 'PAISE' ? 'INR' : written.currency;
  const [unit, power] = unitOf({ ...written, currency });
  const decimal = shiftedDecimal(digits, power, negative);
  const isPoints = kind === 'POINTS' || kind === 'BASIS_POINTS';
  return { start, end, decimal, value: Number(decimal), unit, currency, scale, isPoints, inRange };
}

/** Returns the unit, and the power of ten that turns the digits into it. */
function unitOf({ kind, currency, scale }: WrittenAmount): readonly [AmountUnit, number] {
  if (kind === 'PERCENT' || kind === 'POINTS') return ['FRACTION', -2];
  if (kind === 'BASIS_POINTS') return ['FRACTION', -4];
  if (kind === 'RATIO') return ['RATIO', 0];
  if (kind === 'PAISE') return ['RUPEES', -2];
  if (currency === null) return ['COUNT', scale];
  if (currency !== 'INR') return ['FOREIGN', scale];
  return kind === 'SCALED' ? ['INR_CRORE', scale - CRORE] : ['RUPEES', 0];
}
