import type pg from 'pg';
import { dayOf, isoOf } from '../../market/day.js';
import type { Day, IsoDate } from '../../scoring/names.js';

/** A company counts where it has a bar in this many days up to the newest session. */
export const TRADED_DAYS = 30;

/** The stocks that were traded shortly before a day. */
export interface TradedStocks {
  /** The newest day up to the day on which any stock has a bar; null where none has one. */
  readonly session: Day | null;
  /** The days of the last bars up to that session, of the stocks that have one in the 30 days up to it, by id. */
  readonly lastBars: ReadonlyMap<number, Day>;
}

/**
 * Reads which stocks were traded shortly before a day, as recorded at a batch. The days are counted to the newest session
 * of the store, so that a store that is not fed any more still answers.
 */
export async function tradedStocks(client: pg.ClientBase, batch: number, on: Day): Promise<TradedStocks> {
  const { rows } = await client.query<{ session: IsoDate; id: number; day: IsoDate }>(
    `WITH newest AS (
       SELECT day FROM bars
       WHERE day <= $2 AND recorded_in <= $1 AND (superseded_in IS NULL OR superseded_in > $1)
       ORDER BY day DESC LIMIT 1
     )
     SELECT newest.day AS session, stocks.id, last.day
     FROM newest CROSS JOIN stocks CROSS JOIN LATERAL (
       SELECT day FROM bars
       WHERE stock_id = stocks.id AND day <= newest.day AND day > newest.day - $3::integer
         AND recorded_in <= $1 AND (superseded_in IS NULL OR superseded_in > $1)
       ORDER BY day DESC LIMIT 1
     ) AS last`,
    [batch, isoOf(on), TRADED_DAYS],
  );
  return {
    session: rows.length === 0 ? null : dayOf(rows[0].session),
    lastBars: new Map(rows.map(({ id, day }) => [id, dayOf(day)])),
  };
}
