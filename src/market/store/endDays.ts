import type pg from 'pg';
import { queueEvaluation } from '../../jobs/evaluateJob.js';
import type { Day } from '../../scoring/names.js';
import { dayOf, isoOf } from '../day.js';

/**
 * Ends the currency of scored days that are no sessions any more, of all methods and modes, and of their risks: they are
 * not served from the commit on. The runs that were current are remembered in `withdrawn_days` until a run of their method
 * has told subscribers how the scores differ (`tellWithdrawn`).
 *
 * @param client is in the transaction that makes it so. It keeps runs from being stored until it is over, so that a run
 * that has read earlier facts does not make such a day current again.
 * @param isServed tells whether a day may be served
 * @param method the name of the method whose days end; all methods where it is left out. Risks end with the served one
 * @returns the days that were served, ascending
 */
export async function endDays(
  client: pg.ClientBase,
  isServed: (day: Day) => boolean,
  method: string | null = null,
): Promise<readonly Day[]> {
  await client.query('LOCK TABLE scored_days IN SHARE ROW EXCLUSIVE MODE');
  const { rows } = await client.query<{ day: string }>('SELECT DISTINCT day::text FROM scored_days');
  const ended = rows.map(({ day }) => dayOf(day)).filter((day) => !isServed(day));
  if (ended.length === 0) return [];
  await client.query(
    `WITH ended AS (DELETE FROM scored_days WHERE day = ANY ($1::date[]) AND method = coalesce($2, method)
       RETURNING method, mode, day, run_id)
     INSERT INTO withdrawn_days (method, mode, day, run_id)
     SELECT method, mode, day, run_id FROM ended ON CONFLICT DO NOTHING`,
    [ended.map(isoOf), method],
  );
  await client.query(
    `DELETE FROM assessed_days WHERE day = ANY ($1::date[])
       AND ($2::text IS NULL OR $2 = (SELECT name FROM served_method))`,
    [ended.map(isoOf), method],
  );
  await queueEvaluation(client);
  return ended.sort((a, b) => a - b);
}
