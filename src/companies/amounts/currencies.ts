/** How currencies are written. Only rupees are compared with figures; the others are told apart from them. */

/** Codes of ISO 4217 that Indian companies report, which stand before or after a number. */
const CODES =
  'USD|EUR|GBP|JPY|ZAR|AED|SGD|AUD|CAD|CHF|CNY|BRL|KRW|SAR|BDT|LKR|NPR|IDR|MYR|THB|RUB|SEK|HKD|NZD|QAR|OMR|KWD';

const NAMES: readonly (readonly [currency: string, before: string, after: string])[] = [
  ['INR', '₹|₨|`|Rs|RS|rs|Re|INR|Inr|inr|Rupees|rupees|RUPEES', 'Rupees?|rupees?|INR|Rs'],
  [
    'USD',
    'US ?\\$|U\\.S\\. ?\\$|\\$|US [dD]ollars?|[dD]ollars?',
    'US dollars?|U\\.S\\. dollars?|US Dollars?|[dD]ollars?|US\\$',
  ],
  ['EUR', '€|Euros?|euros?', '€|[eE]uros?'],
  ['GBP', '£', '[pP]ounds? sterling'],
  ['JPY', '¥|Yen|yen', '[yY]en'],
  ['ZAR', 'South African Rand|Rand', 'South African [rR]and|[rR]and'],
  ['CNY', 'RMB|Yuan', 'RMB|[yY]uan'],
  ['BRL', 'R\\$', 'BRL'],
  ['AUD', 'A\\$|AU\\$', 'Australian dollars?'],
  ['CAD', 'C\\$|CA\\$', 'Canadian dollars?'],
  ['SGD', 'S\\$', 'Singapore dollars?'],
  ['HKD', 'HK\\$', 'Hong Kong dollars?'],
  ['NZD', 'NZ\\$', 'New Zealand dollars?'],
];

const BLANKS = '[^\\S\\t]{0,3}';
/** "Indian Rupees (INR) 15 crore": the same currency again. */
const CODE_IN_BRACKETS = `(?:\\((?:${CODES}|INR|Rs\\.?|₹|US\\$)\\)${BLANKS})?`;
/** "Note 5 Rs 10", "2024 USD mn": the currency is of what follows. */
const NOT_OF_NEXT =
  '(?![\\p{L}\\p{N}$])(?!\\.?\\s*[(\\d])(?!\\.?\\s*(?:in )?(?:crores?|cr|lakhs?|lacs?|millions?|mn|billions?|bn)\\b)';
const BEFORE = pattern(
  (_, before) => `(?<![\\p{L}\\p{N}/])(?:${before})`,
  (all) => `(?:${all})(?: ?\\.)?${BLANKS}${CODE_IN_BRACKETS}$`,
);
const AFTER = pattern(
  (_, __, after) => after,
  (all) => `${BLANKS}(?:of )?(?:${all})${NOT_OF_NEXT}`,
  'uy',
);

/** A currency, and how long it is with the blanks next to it. */
export interface WrittenCurrency {
  readonly currency: string;
  readonly length: number;
}

/** Returns the currency with which a text ends; null where it ends otherwise. */
export function currencyAtEnd(text: string): WrittenCurrency | null {
  return named(BEFORE.exec(text));
}

/** Returns the currency that is written at a place of a text; null where none is. */
export function currencyAt(text: string, at: number): WrittenCurrency | null {
  AFTER.lastIndex = at;
  return named(AFTER.exec(text));
}

function named(found: RegExpExecArray | null): WrittenCurrency | null {
  if (found === null) return null;
  const { code, ...names } = found.groups ?? {};
  const name = code ?? Object.keys(names).find((key) => names[key] !== undefined);
  return name === undefined ? null : { currency: name, length: found[0].length };
}

function pattern(
  one: (currency: string, before: string, after: string) => string,
  whole: (all: string) => string,
  flags = 'u',
): RegExp {
  const names = NAMES.map(([currency, before, after]) => `(?<${currency}>${one(currency, before, after)})`);
  const codes = `(?<code>${one('', CODES, CODES)})`;
  return new RegExp(whole([codes, ...names].join('|')), flags);
}
