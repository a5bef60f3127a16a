import pg from 'pg';

/** By default, pg reads dates as local midnights and exact numbers as texts. */
const DATE = 1082;
const NUMERIC = 1700;
const INT8 = 20;
const DATE_ARRAY = 1182;
const NUMERIC_ARRAY = 1231;
const INT8_ARRAY = 1016;
const TEXT_ARRAY: number = 1009;

/**
 * Returns parsers for the values of a pool: dates are read as ISO texts, numeric and bigint as numbers. Those are exact up
 * to 15 digits and 2^53, which our columns stay within. Parsers belong to one pool, so that other users of pg in the
 * process are not affected.
 */
export function typeParsers(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  const texts = pg.types.getTypeParser(TEXT_ARRAY) as (text: string) => (string | null)[];
  const numbers = (text: string) => texts(text).map((value) => (value === null ? null : Number(value)));
  types.setTypeParser(DATE, (text: string) => text);
  types.setTypeParser(NUMERIC, Number);
  types.setTypeParser(INT8, Number);
  types.setTypeParser(DATE_ARRAY, texts);
  types.setTypeParser(NUMERIC_ARRAY, numbers);
  types.setTypeParser(INT8_ARRAY, numbers);
  return types;
}
