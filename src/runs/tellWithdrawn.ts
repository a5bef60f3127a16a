import type pg from 'pg';
import { forgetDays, type UntoldScores } from './untoldScores.js';

/**
 * Appends the events that tell subscribers of withdrawn scores: for each stock its newest score, where that differs from
 * the withdrawn one, or the withdrawn one, where the stock has no score any more. The days are then forgotten.
 *
 * @param client is in a transaction, under the lock of runs
 * @param lastPosition the end of the log
 * @returns how many events there are
 */
export async function tellWithdrawn(
  client: pg.ClientBase,
  { method, all, days }: UntoldScores,
  lastPosition: number,
): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO withdrawn_events (position, run_id, stock_id, mode, has_score, previous_value, previous_band, at)
     SELECT $1 + row_number() OVER (ORDER BY former.mode, former.stock_id), coalesce(newest.run_id, former.run_id),
       former.stock_id, former.mode, newest.run_id IS NOT NULL, former.value, former.band, clock_timestamp()
     FROM unnest($2::mode[], $3::int4[], $4::int4[]) AS untold (mode, stock, run)
     JOIN scores AS former
       ON former.run_id = untold.run AND former.mode = untold.mode AND former.stock_id = untold.stock
     LEFT JOIN LATERAL (
       SELECT run_id, value, band, fired FROM current_scores_of($5)
       WHERE stock_id = untold.stock AND mode = untold.mode ORDER BY day DESC LIMIT 1
     ) AS newest ON true
     WHERE newest.run_id IS NULL
       OR (newest.value, newest.band, newest.fired) IS DISTINCT FROM (former.value, former.band, former.fired)`,
    [
      lastPosition,
      all.map(({ mode }) => mode),
      all.map(({ stock }) => stock),
      all.map(({ run }) => run),
      method,
    ],
  );
  await forgetDays(client, days);
  return rowCount ?? 0;
}
