import { sql } from 'kysely';
import type { Band, IsoDate, Mode, Ticker } from '../../scoring/names.js';
import type { ReadRows } from '../market/readRows.js';

/** The bands of stocks by which they may not be bought. */
export interface NeverBuy {
  /** The run of the scores; null: no day is scored. */
  readonly runId: number | null;
  readonly bands: ReadonlyMap<Ticker, Band>;
}

/** Where nothing is restrained. */
export const UNRESTRAINED: NeverBuy = { runId: null, bands: new Map() };

/** Reads the bands of all stocks in the book of a day: on the newest scored session on or before it. */
export async function readNeverBuy(read: ReadRows, mode: Mode, day: IsoDate): Promise<NeverBuy> {
  const rows = await read(
    sql<{ runId: number; ticker: Ticker; band: Band }>`
      SELECT scores.run_id AS "runId", stocks.ticker, scores.band
      FROM scores JOIN stocks ON stocks.id = scores.stock_id
      WHERE scores.mode = ${mode} AND scores.run_id = (
        SELECT served.run_id FROM served_days AS served
        WHERE served.mode = ${mode} AND served.day <= ${day}::date ORDER BY served.day DESC LIMIT 1
      )`,
  );
  return {
    runId: rows.at(0)?.runId ?? null,
    bands: new Map(rows.map(({ ticker, band }) => [ticker, band])),
  };
}
