import type pg from 'pg';
import type { IsoDate } from '../../scoring/names.js';
import type { ExpectedStocks } from './requireWhole.js';

/** Returns how many stocks of NSE have a bar on the session before a day. */
export async function stocksBefore(client: pg.ClientBase, day: IsoDate): Promise<ExpectedStocks> {
  const { rows } = await client.query<{ stocks: number }>(
    // Until a store was scored or served for the first time, it does not know which sessions count.
    `SELECT count(*)::int4 AS stocks FROM bars JOIN stocks ON stocks.id = stock_id
     WHERE superseded_in IS NULL AND ticker LIKE '%.NS' AND day = coalesce(
       (SELECT max(day) FROM session_bars WHERE has_quorum AND day < $1),
       (SELECT max(day) FROM bars WHERE superseded_in IS NULL AND day < $1)
     )`,
    [day],
  );
  return { stocks: rows[0].stocks, as: `on the session before ${day}` };
}
