import { MODES, type Mode, type Ticker } from '../scoring/names.js';
import { UserError } from '../userError.js';
import { DIRECTIONS, STOCK_ORDER_FIELDS, type StockOrder } from './order.js';

/** A place in a list of stocks: after this ticker, in this order, of the book of this run and mode. */
export interface StockCursor {
  readonly runId: number;
  readonly mode: Mode;
  readonly order: StockOrder;
  readonly ticker: Ticker;
}

/** Longer ones are cut in messages. */
const SHOWN = 60;
/** Of a serial in the database. */
const MOST_RUNS = 2 ** 31 - 1;

export function encodeCursor({ runId, mode, order, ticker }: StockCursor): string {
  return Buffer.from(JSON.stringify([runId, mode, order.field, order.direction, ticker])).toString(
    'base64url',
  );
}

/** @throws UserError for every text that `encodeCursor` does not give */
export function decodeCursor(text: string): StockCursor {
  const cursor = parsed(text);
  if (cursor !== null && encodeCursor(cursor) === text) return cursor;
  throw notACursor(text);
}

/**
 * The book that a page after a cursor belongs to: also when a newer run is current by now, so that a page never
 * repeats or misses a stock. `books.ofRun` reads it.
 *
 * @throws UserError for a text that is no cursor, or one of another mode
 */
export function bookOfCursor(text: string, mode: Mode): Pick<StockCursor, 'runId' | 'mode'> {
  const cursor = decodeCursor(text);
  if (cursor.mode === mode) return { runId: cursor.runId, mode };
  throw new UserError(
    `Expected a cursor of ${mode}, got one of ${cursor.mode}: ` +
      'ask for its mode, or begin again without a cursor.',
  );
}

export function notACursor(text: string): UserError {
  const shown = text.length > SHOWN ? `${JSON.stringify(text.slice(0, SHOWN))}…` : JSON.stringify(text);
  return new UserError(
    `Expected a cursor from pageInfo or an edge of this connection, got ${shown}: ` +
      'pass one on unchanged, or begin again without a cursor.',
  );
}

/** Lenient: what this makes of other texts does not encode to them. */
function parsed(text: string): StockCursor | null {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return null;
  }
  if (!Array.isArray(parts)) return null;
  const [runId, mode, field, direction, ticker] = parts as readonly unknown[];
  if (typeof runId !== 'number' || !Number.isInteger(runId) || runId < 1 || runId > MOST_RUNS) return null;
  if (!isOneOf(MODES, mode) || !isOneOf(STOCK_ORDER_FIELDS, field) || !isOneOf(DIRECTIONS, direction)) {
    return null;
  }
  if (typeof ticker !== 'string') return null;
  return { runId, mode, order: { field, direction }, ticker: ticker as Ticker };
}

const isOneOf = <Name extends string>(names: readonly Name[], value: unknown): value is Name =>
  (names as readonly unknown[]).includes(value);
