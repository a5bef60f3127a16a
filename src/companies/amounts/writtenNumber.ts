/** Digits as a text writes them. */
export interface WrittenNumber {
  readonly start: number;
  /** After the last digit. */
  readonly end: number;
  /** Without commas, such as "1234.5"; null where they are grouped in no known way, as in "12,34" and "31.03.2024". */
  readonly digits: string | null;
}

/** More digits than these are no amount. */
const MOST_UNITS = 40;
const UNGROUPED = /^\d*\.?\d+$/;
const WESTERN = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
/** Crore and lakh by two digits, then a thousand; what is above a crore may be grouped again: 1,00,00,00,000. */
const INDIAN = /^\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d+)?$/;
const LAKH_CRORE = /^\d{1,3}(?:,\d{3})*,\d{2},\d{2},\d{3}(?:\.\d+)?$/;
const FRACTIONS: ReadonlyMap<string, string> = new Map([
  ['¼', '25'],
  ['½', '5'],
  ['¾', '75'],
]);

/** Yields the numbers of a text, in one pass over it. A comma or point belongs to a number where a digit follows it. */
export function* numbersOf(text: string): Generator<WrittenNumber> {
  for (let at = 0; at < text.length; at += 1) {
    if (!isDigit(text, at) && !FRACTIONS.has(text[at])) continue;
    const start = at > 0 && text[at - 1] === '.' && !isWordAt(text, at - 2) ? at - 1 : at;
    while (isDigit(text, at) || (isSeparator(text[at]) && isDigit(text, at + 1))) at += 1;
    const written = text.slice(start, Math.min(at, start + MOST_UNITS + 1));
    const fractionAt = text[at] === ' ' ? at + 1 : at;
    const fraction = FRACTIONS.get(text[fractionAt] ?? '');
    if (fraction !== undefined) at = fractionAt + 1;
    yield { start, end: at, digits: withFraction(digitsOf(written), written, fraction) };
    at -= 1;
  }
}

/** Returns the digits of a number without its commas; null where it is grouped in no known way. */
export function digitsOf(written: string): string | null {
  if (written.length > MOST_UNITS) return null;
  if (UNGROUPED.test(written)) return written.startsWith('.') ? `0${written}` : written;
  const isGrouped = WESTERN.test(written) || INDIAN.test(written) || LAKH_CRORE.test(written);
  return isGrouped ? written.replaceAll(',', '') : null;
}

function withFraction(digits: string | null, written: string, fraction: string | undefined): string | null {
  if (fraction === undefined) return digits;
  if (written === '') return `0.${fraction}`;
  return digits === null || digits.includes('.') ? null : `${digits}.${fraction}`;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

function isSeparator(character: string | undefined): boolean {
  return character === ',' || character === '.';
}

function isWordAt(text: string, at: number): boolean {
  return at >= 0 && /[\p{L}\p{N}.,]/u.test(text[at]);
}
