/** The screen in the plainest way: a stock at a time, over numbers that were read a stock at a time. */
import type { Comparison, Condition } from '../../../src/books/condition.js';
import type { StockOrder } from '../../../src/books/order.js';
import type { StockFilter } from '../../../src/books/screen.js';
import { STOCK_FIELDS, type StockField } from '../../../src/books/stockFields.js';

/** A stock with all its numbers on a day. */
export interface NaiveStock {
  readonly ticker: string;
  readonly name: string;
  /** All tickers and ISINs that it ever had, and its name. */
  readonly names: readonly string[];
  /** Null where it has no score. */
  readonly scored: {
    readonly sector: string;
    readonly band: string;
    readonly fired: readonly string[];
  } | null;
  readonly values: Readonly<Partial<Record<StockField, number | null>>>;
}

const numberOf = (stock: NaiveStock, field: StockField): number | null => stock.values[field] ?? null;

/** The tickers of the stocks that a filter holds for, in an order. */
export function naiveScreen(
  stocks: readonly NaiveStock[],
  filter: StockFilter,
  { field, direction }: StockOrder,
): string[] {
  const kept = stocks.filter((stock) => holds(stock, filter, stocks));
  const keyOf = (stock: NaiveStock) =>
    field === 'TICKER' ? stock.ticker : field === 'NAME' ? stock.name : numberOf(stock, field);
  const byTicker = kept.toSorted((a, b) => (a.ticker < b.ticker ? -1 : 1));
  const known = byTicker.filter((stock) => keyOf(stock) !== null);
  const unknown = byTicker.filter((stock) => keyOf(stock) === null);
  const sign = direction === 'ASC' ? 1 : -1;
  // A stable sort keeps the order of tickers.
  known.sort((a, b) => {
    const [left, right] = [keyOf(a) as number, keyOf(b) as number];
    return left === right ? 0 : left < right ? -sign : sign;
  });
  return [...known, ...unknown].map(({ ticker }) => ticker);
}

function holds(stock: NaiveStock, filter: StockFilter, all: readonly NaiveStock[]): boolean {
  const { tickers, sectors, bands, score, fired, notFired, search, where, and, or, not, ...rest } = filter;
  if (Object.keys(rest).length > 0) throw new Error(`cannot evaluate ${Object.keys(rest).join(', ')}`);
  const { scored } = stock;
  if (tickers && !(tickers as readonly string[]).includes(stock.ticker)) return false;
  if (sectors && !(scored !== null && sectors.includes(scored.sector))) return false;
  if (bands && !(scored !== null && (bands as readonly string[]).includes(scored.band))) return false;
  if (score) {
    const value = numberOf(stock, 'SCORE');
    if (value === null || value < (score.min ?? 0) || value > (score.max ?? 100)) return false;
  }
  if (fired && !(scored !== null && fired.every((one) => scored.fired.includes(one)))) return false;
  if (notFired && !(scored !== null && !notFired.some((one) => scored.fired.includes(one)))) return false;
  if (search && !stock.names.some((name) => name.toLowerCase().includes(search.toLowerCase()))) return false;
  return (
    (where ?? []).every((condition) => isMet(stock, condition, all)) &&
    (and ?? []).every((inner) => holds(stock, inner, all)) &&
    (!or || or.some((inner) => holds(stock, inner, all))) &&
    (!not || !holds(stock, not, all))
  );
}

const COMPARE: Readonly<Record<Exclude<Comparison, 'KNOWN' | 'UNKNOWN'>, (a: number, b: number) => boolean>> =
  {
    AT_LEAST: (a, b) => a >= b,
    ABOVE: (a, b) => a > b,
    AT_MOST: (a, b) => a <= b,
    BELOW: (a, b) => a < b,
    EQUAL: (a, b) => a === b,
  };

function isMet(stock: NaiveStock, condition: Condition, all: readonly NaiveStock[]): boolean {
  const { field, is, value, than, factor } = condition;
  const left = numberOf(stock, field);
  if (is === 'KNOWN') return left !== null;
  if (is === 'UNKNOWN') return left === null;
  const right = value ?? (than ? numberOf(stock, than) : naiveMedian(stock, field, all));
  return left !== null && right !== null && COMPARE[is](left, right * (factor ?? 1));
}

/** The median of a field in the sector group of a stock. */
export function naiveMedian(
  { scored }: NaiveStock,
  field: StockField,
  all: readonly NaiveStock[],
): number | null {
  if (scored === null) return null;
  const values = all
    .filter((other) => other.scored?.sector === scored.sector)
    .flatMap((other) => numberOf(other, field) ?? [])
    .sort((a, b) => a - b);
  if (values.length === 0) return null;
  const half = Math.floor(values.length / 2);
  return values.length % 2 === 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/** Fields that the screen has and that no other field of the API has a stock at a time. */
export const ONLY_IN_LISTS: readonly StockField[] = STOCK_FIELDS.filter(
  (field) => field === 'MARKET_CAP_CR' || field === 'BAR_AGE',
);
