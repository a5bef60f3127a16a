import { dayOf } from '../../market/day.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { notACursor } from '../cursor.js';
import { DIRECTIONS } from '../order.js';
import { RISK_ORDER_FIELDS, type RiskOrder } from './riskOrder.js';

/** A place in a list of risks: at a ticker, in an order, in the book of a run, as far as a filter holds. */
export interface RiskCursor {
  readonly runId: number;
  /** The day that the client asked for; null: it asked for the newest. The day of the run may be an earlier one. */
  readonly on: IsoDate | null;
  readonly order: RiskOrder;
  /** Names the filter (`filterKey`). */
  readonly filter: string;
  readonly ticker: Ticker;
}

/** Tells these cursors from those of other lists. */
const LIST = 'risks';
/** Characters of the longest text that is read: cursors have some hundred. */
const LONGEST = 1_000;
/** The largest id: ids are 32-bit integers in the database. */
const LARGEST_ID = 2 ** 31 - 1;

/** Returns a place as opaque text, for clients to pass on unchanged. */
export function encodeRiskCursor({ runId, on, order, filter, ticker }: RiskCursor): string {
  const parts = [LIST, runId, on, order.field, order.direction, filter, ticker];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * Reads a cursor that `encodeRiskCursor` returned.
 *
 * @throws UserError for every other text
 */
export function decodeRiskCursor(text: string): RiskCursor {
  const cursor = parsed(text);
  if (cursor !== null && encodeRiskCursor(cursor) === text) return cursor;
  throw notACursor(text);
}

/** Parses leniently: `decodeRiskCursor` compares the text with what the result encodes to. */
function parsed(text: string): RiskCursor | null {
  if (text.length > LONGEST) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return null;
  }
  if (!Array.isArray(parts)) return null;
  const [list, runId, on, field, direction, filter, ticker] = parts as readonly unknown[];
  if (list !== LIST || !isRun(runId) || (on !== null && !isDay(on))) return null;
  if (!isOneOf(RISK_ORDER_FIELDS, field) || !isOneOf(DIRECTIONS, direction)) return null;
  if (typeof filter !== 'string' || typeof ticker !== 'string') return null;
  return { runId, on, order: { field, direction }, filter, ticker: ticker as Ticker };
}

const isRun = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= LARGEST_ID;

const isDay = (value: unknown): value is IsoDate => typeof value === 'string' && !Number.isNaN(dayOf(value));

const isOneOf = <Name extends string>(names: readonly Name[], value: unknown): value is Name =>
  (names as readonly unknown[]).includes(value);
