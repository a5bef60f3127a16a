import { filled } from '../scoring/columns.js';
import { GUARDRAILS, type Band, type Guardrail, type Ticker } from '../scoring/names.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import type { BookRow, DayBook } from './dayBook.js';
import { PILLAR_FIELDS, type PillarField } from './pillarFields.js';

/** A range that includes both ends; an end that is left out is open. */
export interface Range {
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
}

/** A range of the points of one pillar. */
export interface PillarRange extends Range {
  readonly pillar: PillarField;
}

/** Conditions that must all hold. An empty list of tickers, sectors or bands holds for no stock. */
export interface StockFilter {
  readonly tickers?: readonly Ticker[] | null | undefined;
  /** Keys of sector groups. */
  readonly sectors?: readonly string[] | null | undefined;
  readonly bands?: readonly Band[] | null | undefined;
  readonly score?: Range | null | undefined;
  readonly pillars?: readonly PillarRange[] | null | undefined;
  readonly penalty?: Range | null | undefined;
  readonly confidence?: Range | null | undefined;
  /** Guardrails that must all have fired. */
  readonly fired?: readonly Guardrail[] | null | undefined;
  /** Guardrails of which none may have fired. */
  readonly notFired?: readonly Guardrail[] | null | undefined;
  /** Text that the ticker or the name must contain, in upper or lower case. */
  readonly search?: string | null | undefined;
}

type Test = (row: BookRow) => boolean;

/**
 * Finds the rows of a book that a filter holds for.
 *
 * @param sectors the keys that the filter may name; by default the sectors of the book
 * @returns indices into `book.rows`, ascending
 * @throws UserError for a range whose min is above its max, and for a sector that may not be named
 */
export function screen(
  book: DayBook,
  filter: StockFilter,
  sectors: readonly string[] = sectorsOf(book),
): Int32Array {
  const tests = testsOf(filter, sectors);
  return candidates(book, filter.tickers).filter((index) => tests.every((test) => test(book.rows[index])));
}

const sectorsOf = ({ rows }: DayBook): string[] => [...new Set(rows.map(({ sector }) => sector))].sort();

function candidates(book: DayBook, tickers: StockFilter['tickers']): Int32Array {
  if (!tickers) return filled(new Int32Array(book.rows.length), (index) => index);
  const indices = new Set(tickers.map((ticker) => book.indexOf(ticker)));
  indices.delete(-1);
  return Int32Array.from(indices).sort();
}

function testsOf(filter: StockFilter, known: readonly string[]): readonly Test[] {
  const { sectors, bands, score, pillars, penalty, confidence, fired, notFired, search } = filter;
  const tests: Test[] = [];
  if (sectors) {
    refuseUnknown(sectors, known);
    const asked = new Set(sectors);
    tests.push((row) => asked.has(row.sector));
  }
  if (bands) tests.push((row) => bands.includes(row.band));
  if (score) tests.push(within('score', score, 'value'));
  for (const range of pillars ?? []) {
    tests.push(within(`pillars (${range.pillar})`, range, PILLAR_FIELDS[range.pillar]));
  }
  if (penalty) tests.push(within('penalty', penalty, 'penalty'));
  if (confidence) tests.push(within('confidence', confidence, 'confidence'));
  if (fired) {
    const bits = bitsOf(fired);
    tests.push((row) => (row.fired & bits) === bits);
  }
  if (notFired) {
    const bits = bitsOf(notFired);
    tests.push((row) => (row.fired & bits) === 0);
  }
  if (search) {
    const text = search.toLowerCase();
    tests.push(
      ({ ticker, name }) => ticker.toLowerCase().includes(text) || name.toLowerCase().includes(text),
    );
  }
  return tests;
}

type NumberField = 'value' | 'penalty' | 'confidence' | (typeof PILLAR_FIELDS)[PillarField];

function within(name: string, range: Range, field: NumberField): Test {
  const min = range.min ?? -Infinity;
  const max = range.max ?? Infinity;
  if (min > max) {
    throw new UserError(
      `Expected min to be at most max in filter.${name}, got min ${min} and max ${max}: ` +
        'swap them, or leave one out.',
    );
  }
  return (row) => row[field] >= min && row[field] <= max;
}

const bitsOf = (guardrails: readonly Guardrail[]): number =>
  guardrails.reduce((bits, guardrail) => bits | (1 << GUARDRAILS.indexOf(guardrail)), 0);

function refuseUnknown(sectors: readonly string[], known: readonly string[]): void {
  const unknown = sectors.find((sector) => !known.includes(sector));
  if (unknown === undefined) return;
  throw new UserError(
    `Expected keys of sectors in filter.sectors, got "${shown(unknown)}". ` +
      (known.length > 0
        ? `The known ones: ${known.join(', ')}.`
        : 'There are none on this day: leave it out.'),
  );
}
