import { currencyAtEnd, type WrittenCurrency } from './currencies.js';

/** What stands before a number and belongs to its amount. */
export interface AmountPrefix {
  readonly start: number;
  readonly currency: string | null;
  readonly sign: '' | '+' | '-';
  /** Whether the sign is a single dash, which may be that of a range. */
  readonly isDash: boolean;
  /** Where its opening bracket is; null where it has none. */
  readonly bracketAt: number | null;
}

/** No currency with sign and bracket is longer. */
const LONGEST = 32;
const SIGN_IN_BRACKETS = /\(\s?([-−–+])\s?\)[^\S\t]{0,2}$/;
/** A dash after a word or a number joins; only one after a blank, a bracket or a currency is a sign. */
const SIGN = /(?<![^\s([:=₹$€£.])([-−–+])$/u;
const SIGN_ENDS = '-−–+)';
const CURRENCY_ENDS = /[\p{L}.₹₨`$€£¥)]/u;
const SIGN_WORD = /(?<![\p{L}\p{N}])(?:minus|negative)[^\S\t]{1,2}$/iu;
const BRACKET = /\([^\S\t]?$/;

/** Reads sign, currency and bracket before a number, each at most once, in any order. */
export function amountPrefix(text: string, numberStart: number): AmountPrefix {
  let rest = text.slice(Math.max(0, numberStart - LONGEST), numberStart);
  let [currency, sign, isDash]: [string | null, AmountPrefix['sign'], boolean] = [null, '', false];
  let bracketAt: number | null = null;
  const from = numberStart - rest.length;
  for (;;) {
    // Most numbers follow a plain word. What may be at the end is looked at first, because patterns take longer.
    const last = rest.trimEnd().at(-1) ?? '';
    const signs: RegExpExecArray | null =
      sign === '' && SIGN_ENDS.includes(last) ? (SIGN_IN_BRACKETS.exec(rest) ?? SIGN.exec(rest)) : null;
    const word = sign === '' && 'seSE'.includes(last) ? SIGN_WORD.exec(rest) : null;
    const money: WrittenCurrency | null =
      currency === null && CURRENCY_ENDS.test(last) ? currencyAtEnd(rest) : null;
    const bracket: RegExpExecArray | null = bracketAt === null && last === '(' ? BRACKET.exec(rest) : null;
    if (signs !== null) {
      sign = signs[1] === '+' ? '+' : '-';
      isDash = signs[0].length === 1 && sign === '-';
      rest = rest.slice(0, signs.index);
    } else if (word !== null) {
      sign = '-';
      rest = rest.slice(0, word.index);
    } else if (money !== null) {
      currency = money.currency;
      rest = rest.slice(0, rest.length - money.length);
    } else if (bracket !== null) {
      bracketAt = from + bracket.index;
      rest = rest.slice(0, bracket.index);
    } else {
      return { start: from + rest.length, currency, sign, isDash, bracketAt };
    }
  }
}
