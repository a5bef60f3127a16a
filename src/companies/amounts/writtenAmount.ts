import { amountPrefix } from './amountPrefix.js';
import { amountSuffix, countsMeetings, type AmountKind } from './amountSuffix.js';
import { currencyAtEnd } from './currencies.js';
import type { WrittenNumber } from './writtenNumber.js';

/** A number with what is written next to it. Numbers of a range complete each other. */
export interface WrittenAmount {
  start: number;
  end: number;
  readonly digits: string;
  negative: boolean;
  /** Whether its sign is a dash, which may be that of a range. */
  readonly isDash: boolean;
  /** Whether it fills a pair of brackets. */
  readonly isBracketed: boolean;
  currency: string | null;
  kind: AmountKind;
  scale: number;
  inRange: boolean;
}

/** A number next to these is a part of a date, a time, a fraction or a code. */
const JOINED_BEFORE = /(?:[\p{L}\p{N}_]|\d[:/])$/u;
const JOINED_AFTER = /(?:[:/]\d|[\p{L}_]|`)/uy;
/** "Rs 12 500": it is not clear whether the blank groups thousands. */
const MORE_DIGITS = /[^\S\t\n]\d{3}(?!\d)/y;
const FEWER_DIGITS = /(?<!\d)\d{1,3}[^\S\t\n]$/;
const CLOSING = /[^\S\t]?\)/y;

/**
 * Reads what is written next to a number.
 *
 * @returns null where the number is a part of something else, or its digits are grouped in no known way
 */
export function writtenAmount(text: string, { start, end, digits }: WrittenNumber): WrittenAmount | null {
  if (digits === null) return null;
  const prefix = amountPrefix(text, start);
  if (prefix.start === start && JOINED_BEFORE.test(text.slice(Math.max(0, start - 2), start))) return null;
  if (digits.length === 3 && followsMoney(text.slice(Math.max(0, start - 16), start))) return null;
  const closedInside = prefix.bracketAt === null ? null : endOf(CLOSING, text, end);
  const suffix = amountSuffix(text, closedInside ?? end, prefix.currency);
  if (suffix.end === end && endOf(JOINED_AFTER, text, end) !== null) return null;
  if (suffix.kind === 'RATIO' && countsMeetings(text, prefix.start)) return null;
  const closedAfter =
    prefix.bracketAt === null || closedInside !== null ? null : endOf(CLOSING, text, suffix.end);
  const isBracketed = closedInside !== null || closedAfter !== null;
  const currency = prefix.currency ?? suffix.currency;
  if (suffix.kind === 'PLAIN' && currency !== null && endOf(MORE_DIGITS, text, end) !== null) return null;
  return {
    start:
      prefix.bracketAt !== null && !isBracketed
        ? afterBracket(text, prefix.bracketAt, prefix.start)
        : prefix.start,
    end: closedAfter ?? suffix.end,
    digits,
    negative: prefix.sign === '-' || (isBracketed && prefix.sign === ''),
    isDash: prefix.isDash,
    isBracketed: isBracketed && prefix.sign === '',
    currency,
    kind: suffix.kind,
    scale: suffix.scale,
    inRange: false,
  };
}

function afterBracket(text: string, bracketAt: number, start: number): number {
  return bracketAt === start ? bracketAt + (text[bracketAt + 1] === ' ' ? 2 : 1) : start;
}

/** Whether a text ends with a currency, one to three digits, and a blank. */
function followsMoney(before: string): boolean {
  const digits = FEWER_DIGITS.exec(before);
  return digits !== null && currencyAtEnd(before.slice(0, digits.index)) !== null;
}

function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
