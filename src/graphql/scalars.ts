import { GraphQLScalarType, Kind, print } from 'graphql';
import { dayOf } from '../market/day.js';
import { tickerOf } from '../market/ticker.js';
import { decimalText, unitsOf } from '../portfolios/money/units.js';
import type { IsoDate, Ticker } from '../scoring/names.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';

interface TextScalar<Value> {
  readonly name: string;
  readonly description: string;
  /** Returns null for a text that is not a value of the scalar. */
  readonly read: (text: string) => Value | null;
  /** What the message of an error says was expected. */
  readonly expected: string;
  readonly serialize: (value: unknown) => string;
}

/** Makes a scalar that is written as text. Variables and literals are read alike. */
function textScalar<Value>(scalar: TextScalar<Value>): GraphQLScalarType<Value, string> {
  const { name, description, read, expected, serialize } = scalar;
  const valueOf = (text: unknown, written: () => string): Value => {
    const value = typeof text === 'string' ? read(text) : null;
    if (value !== null) return value;
    throw new UserError(`Expected ${expected}, got ${shown(written())}.`);
  };
  return new GraphQLScalarType<Value, string>({
    name,
    description,
    serialize,
    parseValue: (value) => valueOf(value, () => shownValue(value)),
    parseLiteral: (node) => valueOf(node.kind === Kind.STRING ? node.value : null, () => print(node)),
  });
}

/**
 * Writes a value for a message. Lists and objects are only named, because they may be nested too deeply to be
 * written.
 */
function shownValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value);
}

export const DateScalar = textScalar({
  name: 'Date',
  description:
    'A calendar date in ISO 8601, year-month-day, such as 2024-10-08. It is the day at the exchange in India, ' +
    'and has neither time nor zone.',
  read: (text) => (Number.isNaN(dayOf(text)) ? null : (text as IsoDate)),
  expected: 'a date that exists, written year-month-day such as "2024-10-08"',
  serialize: String,
});

export const TickerScalar = textScalar<Ticker>({
  name: 'Ticker',
  description:
    'A stock at an exchange: the symbol, a dot, and NS (NSE) or BO (BSE), such as RELIANCE.NS, M&M.NS or 500325.BO. ' +
    'Input is not case-sensitive, and means NSE where it has no exchange: reliance is read as RELIANCE.NS.',
  read: tickerOf,
  expected: 'a ticker: a symbol, a dot and an exchange (NS or BO), such as "RELIANCE.NS"',
  serialize: String,
});

/** The offset is required. The date is checked apart, because JavaScript reads 2024-02-30 as a day in March. */
const RFC_3339 =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

function instantOf(text: string): Date | null {
  const match = RFC_3339.exec(text);
  return match === null || Number.isNaN(dayOf(match[1])) ? null : new Date(text);
}

export const DateTimeScalar = textScalar({
  name: 'DateTime',
  description:
    'An instant in RFC 3339, such as 2024-10-08T10:35:00.000Z. Answers are in UTC; input may have any offset, but ' +
    'needs one.',
  read: instantOf,
  expected: 'an instant by RFC 3339 with its offset, such as "2024-10-08T16:05:00+05:30"',
  serialize: (value) => (value as Date).toISOString(),
});

/** A decimal as it is sent: 15 digits before the point and 9 after it hold all money and rates. */
const DECIMAL = /^-?\d{1,15}(?:\.\d{1,9})?$/;

/** Returns a decimal without trailing zeros; null for what is none. */
function decimalOf(value: unknown): string | null {
  // Whole numbers are exact up to 2 ** 53.
  const text = Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string' || !DECIMAL.test(text)) return null;
  const units = unitsOf(text, DECIMALS);
  return units === null ? null : decimalText(units, DECIMALS);
}

const DECIMALS = 9;

export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'An exact decimal number, such as "12345.67": a text, or a whole number, of at most 15 digits before and 9 after the point, ' +
    'without an exponent. Other numbers are refused, because a client that writes them may have rounded them. Answers are texts ' +
    'without an exponent or trailing zeros.',
  serialize: String,
  parseValue: (value) => decimalOf(value) ?? refuseDecimal(shownValue(value)),
  parseLiteral: (node) =>
    (node.kind === Kind.STRING || node.kind === Kind.INT ? decimalOf(node.value) : null) ??
    refuseDecimal(print(node)),
});

function refuseDecimal(written: string): never {
  throw new UserError(
    `Expected a decimal of at most 15 digits before and 9 after the point, as a text such as "12345.67" or a whole number, got ` +
      `${shown(written)}: write it as a text.`,
  );
}
