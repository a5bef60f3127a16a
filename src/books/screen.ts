import { filled } from '../scoring/columns.js';
import { GUARDRAILS, type Band, type Guardrail, type Ticker } from '../scoring/names.js';
import { conditionTest, type Condition, type RowTest } from './condition.js';
import type { BookRow } from './dayBook.js';
import { PILLAR_FIELDS, type PillarField } from './pillarFields.js';
import { isScored, type StockList } from './stockList.js';

/** A range that includes both ends; an end that is left out is open. */
export interface Range {
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
}

/** A range of the points of one pillar. */
export interface PillarRange extends Range {
  readonly pillar: PillarField;
}

/**
 * Conditions that must all hold. An empty list of tickers, sectors, bands or alternatives holds for no stock. Conditions on
 * scores hold for no stock without one.
 */
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
  /** Text that a ticker, of today or a former one, the name or an ISIN must contain, in upper or lower case. */
  readonly search?: string | null | undefined;
  /** Conditions on numbers of the day. */
  readonly where?: readonly Condition[] | null | undefined;
  /** Filters that must all hold. */
  readonly and?: readonly StockFilter[] | null | undefined;
  /** Filters of which one must hold. */
  readonly or?: readonly StockFilter[] | null | undefined;
  /** A filter that must not hold. */
  readonly not?: StockFilter | null | undefined;
}

/**
 * Finds the rows of a list that a filter holds for. `requireFilter` refuses filters that hold for none.
 *
 * @param list with the market where the filter has conditions on it (`needsMarket`)
 * @returns indices into `list.rows`, ascending
 */
export function screen(list: StockList, filter: StockFilter): Int32Array {
  const { tickers, ...rest } = filter;
  const test = testOf(list, rest);
  return candidates(list, tickers).filter(test);
}

function candidates(list: StockList, tickers: StockFilter['tickers']): Int32Array {
  if (!tickers) return filled(new Int32Array(list.rows.length), (index) => index);
  const indices = new Set(tickers.map((ticker) => list.indexOf(ticker)));
  indices.delete(-1);
  return Int32Array.from(indices).sort();
}

function testOf(list: StockList, filter: StockFilter): RowTest {
  const tests = testsOf(list, filter);
  return (index) => tests.every((test) => test(index));
}

function testsOf(list: StockList, filter: StockFilter): readonly RowTest[] {
  const { tickers, sectors, bands, score, pillars, penalty, confidence, fired, notFired } = filter;
  const { search, where, and, or, not } = filter;
  const tests: RowTest[] = [];
  const ofScore = (test: (row: BookRow) => boolean) =>
    tests.push((index) => {
      const row = list.rows[index];
      return isScored(row) && test(row);
    });
  if (tickers) {
    const asked = new Set(tickers);
    tests.push((index) => asked.has(list.rows[index].ticker));
  }
  if (sectors) {
    const asked = new Set(sectors);
    ofScore((row) => asked.has(row.sector));
  }
  if (bands) ofScore((row) => bands.includes(row.band));
  if (score) ofScore(within(score, 'value'));
  for (const range of pillars ?? []) ofScore(within(range, PILLAR_FIELDS[range.pillar]));
  if (penalty) ofScore(within(penalty, 'penalty'));
  if (confidence) ofScore(within(confidence, 'confidence'));
  if (fired) {
    const bits = bitsOf(fired);
    ofScore((row) => (row.fired & bits) === bits);
  }
  if (notFired) {
    const bits = bitsOf(notFired);
    ofScore((row) => (row.fired & bits) === 0);
  }
  if (search) {
    const text = search.toLowerCase();
    tests.push((index) => list.names[index].some((name) => name.includes(text)));
  }
  for (const condition of where ?? []) tests.push(conditionTest(list, condition));
  for (const inner of and ?? []) tests.push(testOf(list, inner));
  if (or) {
    const alternatives = or.map((inner) => testOf(list, inner));
    tests.push((index) => alternatives.some((test) => test(index)));
  }
  if (not) {
    const excluded = testOf(list, not);
    tests.push((index) => !excluded(index));
  }
  return tests;
}

type NumberField = 'value' | 'penalty' | 'confidence' | (typeof PILLAR_FIELDS)[PillarField];

function within(range: Range, field: NumberField): (row: BookRow) => boolean {
  const min = range.min ?? -Infinity;
  const max = range.max ?? Infinity;
  return (row) => row[field] >= min && row[field] <= max;
}

const bitsOf = (guardrails: readonly Guardrail[]): number =>
  guardrails.reduce((bits, guardrail) => bits | (1 << GUARDRAILS.indexOf(guardrail)), 0);
