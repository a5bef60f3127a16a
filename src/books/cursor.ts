import { MODES, type IsoDate, type Mode, type Ticker } from '../scoring/names.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { DIRECTIONS, STOCK_ORDER_FIELDS, type StockOrder } from './order.js';

/**
 * A place in a list of stocks: at a ticker, in an order, in the book of a run and mode, and so of a method, as far as a
 * filter holds.
 */
export interface StockCursor {
  readonly runId: number;
  readonly mode: Mode;
  /** The batch as of which the list has the numbers of the market. */
  readonly batch: number;
  /** The run that the list has the risks of; null: the day is not assessed. */
  readonly riskRun: number | null;
  /** The day that the client asked for; null: it asked for the newest. The day of the run may be an earlier one. */
  readonly on: IsoDate | null;
  /** The method that the client named; null: it named none. The run may be of another one than is served today. */
  readonly method: string | null;
  /** Whether companies without a score are listed, too. */
  readonly includesAll: boolean;
  readonly order: StockOrder;
  /** Names the filter (`filterKey`). */
  readonly filter: string;
  readonly ticker: Ticker;
}

/** Characters of the longest text that is read: cursors have some hundred. */
const LONGEST = 1_000;
/** The largest id: ids are 32-bit integers in the database. */
const LARGEST_ID = 2 ** 31 - 1;

/** Returns a place as opaque text, for clients to pass on unchanged. */
export function encodeCursor(cursor: StockCursor): string {
  const { runId, mode, batch, riskRun, on, method, includesAll, order, filter, ticker } = cursor;
  const parts: unknown[] = [
    runId,
    mode,
    batch,
    on,
    includesAll,
    order.field,
    order.direction,
    filter,
    ticker,
  ];
  // Where there is nothing more to say, cursors are as short as those of before.
  if (riskRun !== null || method !== null) parts.push(riskRun);
  if (method !== null) parts.push(method);
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * Reads a cursor that `encodeCursor` returned.
 *
 * @throws UserError for every other text
 */
export function decodeCursor(text: string): StockCursor {
  const cursor = parsed(text);
  if (cursor !== null && encodeCursor(cursor) === text) return cursor;
  throw notACursor(text);
}

/**
 * Names the book that a page at a cursor belongs to, and the day that the client asked for. The book stays the same
 * when a newer run becomes current, so that pages never repeat or miss a stock. `books.ofRun` reads it.
 *
 * @throws UserError for a text that is no cursor, or one of another mode
 */
export function bookOfCursor(
  text: string,
  mode: Mode,
): Pick<StockCursor, 'runId' | 'mode' | 'batch' | 'riskRun' | 'on' | 'method'> {
  const { runId, batch, riskRun, on, method, ...cursor } = decodeCursor(text);
  if (cursor.mode === mode) return { runId, mode, batch, riskRun, on, method };
  throw new UserError(
    `Expected a cursor of ${mode}, got one of ${cursor.mode}: ` +
      'ask for its mode, or begin again without a cursor.',
  );
}

/** Returns the error for a text that is not a cursor. It shows the start of the text. */
export function notACursor(text: string): UserError {
  return new UserError(
    `Expected a cursor from pageInfo or an edge of this connection, got "${shown(text)}": ` +
      'pass one on unchanged, or begin again without a cursor.',
  );
}

/** Parses leniently: `decodeCursor` compares the text with what the result encodes to. */
function parsed(text: string): StockCursor | null {
  if (text.length > LONGEST) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return null;
  }
  if (!Array.isArray(parts)) return null;
  const [
    runId,
    mode,
    batch,
    on,
    includesAll,
    field,
    direction,
    filter,
    ticker,
    riskRun = null,
    method = null,
  ] = parts as readonly unknown[];
  if (riskRun !== null && (!isId(riskRun) || riskRun === 0)) return null;
  if (!isId(runId) || runId === 0 || !isId(batch) || typeof includesAll !== 'boolean') return null;
  if (!isOneOf(MODES, mode) || !isOneOf(STOCK_ORDER_FIELDS, field) || !isOneOf(DIRECTIONS, direction)) {
    return null;
  }
  if (on !== null && typeof on !== 'string') return null;
  if (method !== null && typeof method !== 'string') return null;
  if (typeof filter !== 'string' || typeof ticker !== 'string') return null;
  return {
    ...{ runId, mode, batch, riskRun, on: on as IsoDate | null, includesAll, order: { field, direction } },
    ...{ method, filter, ticker: ticker as Ticker },
  };
}

const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_ID;

const isOneOf = <Name extends string>(names: readonly Name[], value: unknown): value is Name =>
  (names as readonly unknown[]).includes(value);
