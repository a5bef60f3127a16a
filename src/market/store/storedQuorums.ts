import type pg from 'pg';
import type { Day } from '../../scoring/names.js';

/** Returns how many stocks have a bar on each session with quorum. */
export async function storedQuorums(client: pg.ClientBase): Promise<ReadonlyMap<Day, number>> {
  const { rows } = await client.query<{ day: number; bars: number }>(
    `SELECT day - date '1970-01-01' AS day, bars FROM session_bars WHERE has_quorum`,
  );
  return new Map(rows.map(({ day, bars }) => [day, bars]));
}
