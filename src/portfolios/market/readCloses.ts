import { sql, type RawBuilder } from 'kysely';
import { rounded } from '../money/rounded.js';
import { unitsOf, MONEY } from '../money/units.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { ReadRows } from './readRows.js';
import { withReached, type StockSet } from './stockSet.js';

/** The last bar of a stock on or before a day. */
export interface LastClose {
  readonly ticker: Ticker;
  /** The day of the bar. */
  readonly day: IsoDate;
  /** As traded, in units of MONEY. */
  readonly close: bigint;
}

interface CloseRow {
  readonly at: number;
  readonly ticker: Ticker;
  readonly day: IsoDate;
  readonly close: string;
}

/**
 * Reads the last close of each stock of a set on or before some days.
 *
 * @param days SQL that selects the days as `day`, numbered as `at`
 * @returns a list for each number
 */
export async function readCloses(
  read: ReadRows,
  set: StockSet,
  days: RawBuilder<{ readonly day: IsoDate; readonly at: number }>,
): Promise<ReadonlyMap<number, readonly LastClose[]>> {
  const rows = await read(sql<CloseRow>`
    ${withReached(set)}
    SELECT asked.at, reached.ticker, last.day, last.close::text AS close
    FROM (${days}) AS asked CROSS JOIN reached CROSS JOIN LATERAL (
      SELECT bars.day, bars.close FROM bars
      WHERE bars.stock_id = reached.id AND bars.day <= asked.day AND bars.superseded_in IS NULL
      ORDER BY bars.day DESC LIMIT 1
    ) AS last`);
  const lists = new Map<number, LastClose[]>();
  for (const { at, ticker, day, close } of rows) {
    const one = { ticker, day, close: moneyOf(close) };
    const list = lists.get(at);
    if (list === undefined) lists.set(at, [one]);
    else list.push(one);
  }
  return lists;
}

/** More decimals than closes have. */
const DECIMALS = 20;

/** Reads a close in units of MONEY. One with more decimals is rounded, halves up. */
export function moneyOf(close: string): bigint {
  const exact = unitsOf(close, DECIMALS);
  if (exact === null) throw new Error(`Expected a close of at most ${DECIMALS} decimals, got ${close}`);
  return rounded(exact, 10n ** BigInt(DECIMALS - MONEY));
}
