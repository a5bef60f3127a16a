import type pg from 'pg';
import type { Day } from '../../scoring/names.js';
import { sqlDate } from './sqlDate.js';

/** Returns whether at least half as many stocks have a bar on a day as on the last day before it that has any. */
export async function wasTraded(client: pg.ClientBase, day: Day): Promise<boolean> {
  const { rows } = await client.query<{ bars: number; former: number }>(
    `SELECT
       (SELECT count(*)::integer FROM bars WHERE day = $1 AND superseded_in IS NULL) AS bars,
       (SELECT count(*)::integer FROM bars WHERE superseded_in IS NULL AND day =
         (SELECT max(day) FROM bars WHERE day < $1 AND superseded_in IS NULL)) AS former`,
    [sqlDate(day)],
  );
  const [{ bars, former }] = rows;
  return bars > 0 && 2 * bars >= former;
}
