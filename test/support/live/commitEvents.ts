import type { Database } from '../../../src/database/database.js';
import { inTransaction, withLock } from '../../../src/database/transaction.js';
import type { Mode } from '../../../src/scoring/names.js';

export interface CommittedEvents {
  readonly runId: number;
  /** Positions of the first and last event. */
  readonly first: number;
  readonly last: number;
}

/**
 * Stores a run of the newest day in one mode, as a rescore would: each score of the day again, those of the first
 * `count` stocks moved by some points, and events for these.
 */
export async function commitEvents(
  { pool }: Pick<Database, 'pool'>,
  count: number,
  mode: Mode = 'TRADER',
): Promise<CommittedEvents> {
  return withLock(pool, 'runs', (client) =>
    inTransaction(client, async () => {
      const { rows } = await client.query<CommittedEvents>(
        `WITH former AS (
           SELECT runs.* FROM scored_days JOIN runs ON runs.id = run_id
           WHERE scored_days.mode = $1 ORDER BY scored_days.day DESC LIMIT 1
         ), log AS (
           UPDATE event_log SET last_position = last_position + $2 RETURNING last_position
         ), run AS (
           INSERT INTO runs (day, mode, status, read_batch, method_hash, sectors_hash, inputs_hash, code_version, scored,
             total, changed, last_position, started_at, finished_at)
           SELECT day, $1, 'SUCCEEDED', read_batch, method_hash, sectors_hash, inputs_hash, code_version, scored,
             total, $2, log.last_position, clock_timestamp(), clock_timestamp()
           FROM former, log
           RETURNING id, day
         ), moved AS (
           SELECT scores.*, row_number() OVER (ORDER BY stock_id) AS place
           FROM scores, former WHERE run_id = former.id AND scores.mode = $1
         ), stored AS (
           INSERT INTO scores
           SELECT new.* FROM moved, run, log, jsonb_populate_record(NULL::scores, to_jsonb(moved) || jsonb_build_object(
             'run_id', run.id,
             'value', CASE WHEN place > $2 THEN value WHEN value >= 50 THEN value - 1.25 ELSE value + 1.5 END,
             'previous_value', CASE WHEN place > $2 THEN previous_value ELSE value END,
             'previous_band', CASE WHEN place > $2 THEN previous_band ELSE band END,
             'position', CASE WHEN place > $2 THEN NULL ELSE log.last_position - $2 + place END
           )) AS new
         ), current AS (
           UPDATE scored_days SET run_id = run.id FROM run
           WHERE scored_days.mode = $1 AND scored_days.day = run.day
         )
         SELECT run.id AS "runId", (log.last_position - $2 + 1)::int4 AS first, log.last_position::int4 AS last FROM run, log`,
        [mode, count],
      );
      return rows[0];
    }),
  );
}
