import type pg from 'pg';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';

/** With fewer stocks than this part of those of the session before, a file is half written: no two sessions differ so much. */
const WHOLE = 0.8;

/**
 * Compares a file that was fetched with the session before its day.
 *
 * @param stocks how many have a bar in it; 0: it holds no bars
 * @throws UserError where it has far fewer stocks
 */
export async function requireWhole(
  client: pg.ClientBase,
  name: string,
  day: IsoDate,
  stocks: number,
): Promise<void> {
  if (stocks === 0) return;
  const { rows } = await client.query<{ bars: number }>(
    // Until a store was scored or served for the first time, it does not know which sessions count.
    `SELECT coalesce(
       (SELECT bars FROM session_bars WHERE has_quorum AND day < $1 ORDER BY day DESC LIMIT 1),
       (SELECT count(*)::int4 FROM bars WHERE superseded_in IS NULL AND day = (
          SELECT max(day) FROM bars WHERE superseded_in IS NULL AND day < $1))
     ) AS bars`,
    [day],
  );
  const [{ bars: before }] = rows;
  if (stocks >= before * WHOLE) return;
  throw new UserError(
    `${name}: expected bars of some ${before} stocks as on the session before ${day}, got those of ${stocks}: the file is ` +
      'half written. Nothing of it was taken; where it is whole, import it by hand.',
  );
}
