import type pg from 'pg';
import { dayOf, isoOf } from '../../market/day.js';
import type { Day, IsoDate, Ticker } from '../../scoring/names.js';
import type { KnownPeers } from '../peers/peersOn.js';
import { TRADED_DAYS } from '../peers/tradedCompanies.js';

/**
 * Reads which stocks were traded shortly before a day, as recorded at a batch. The days are counted to the newest session
 * of the store, so that a store that is not fed any more still answers.
 */
export async function tradedStocks(
  client: pg.ClientBase,
  batch: number,
  on: Day,
): Promise<Pick<KnownPeers, 'lastBars' | 'session'>> {
  const { rows } = await client.query<{ session: IsoDate; ticker: Ticker; day: IsoDate }>(
    `WITH newest AS (
       SELECT day FROM bars
       WHERE day <= $2 AND recorded_in <= $1 AND (superseded_in IS NULL OR superseded_in > $1)
       ORDER BY day DESC LIMIT 1
     )
     SELECT newest.day AS session, stocks.ticker, last.day
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
    lastBars: new Map(rows.map(({ ticker, day }) => [ticker, dayOf(day)])),
  };
}
