import type pg from 'pg';
import type { IsoDate } from '../../scoring/names.js';
import type { ExpectedStocks } from '../store/requireWhole.js';

/**
 * Returns how many rows the last file before a day had that a feed took. A feed may hold a part of the market, so that its
 * files are compared with each other.
 */
export async function stocksOfLastFile(pool: pg.Pool, feed: string, day: IsoDate): Promise<ExpectedStocks> {
  const { rows } = await pool.query<{ stocks: number; day: string }>(
    `SELECT rows AS stocks, day::text FROM feed_days
     WHERE feed = $1 AND day < $2 AND rows > 0 AND succeeded_at IS NOT NULL ORDER BY day DESC LIMIT 1`,
    [feed, day],
  );
  const last = rows.at(0);
  return { stocks: last?.stocks ?? 0, as: `in its file of ${last?.day ?? 'no day'}` };
}
