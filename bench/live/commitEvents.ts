import type pg from 'pg';
import { inTransaction, withLock } from '../../src/database/transaction.js';
import { now } from './clock.js';

export interface CommittedEvents {
  /** Positions of the first and the last event. */
  readonly first: number;
  readonly last: number;
  /** When COMMIT was sent, by the clock of the machine. */
  readonly sentAt: number;
}

/**
 * Stores a run of the newest day in both modes, as a rescore would: each score of the day again, the first ones moved by
 * some points and with events.
 */
const RUN = `
WITH former AS (
  SELECT runs.* FROM scored_days JOIN runs ON runs.id = run_id
  WHERE scored_days.mode = 'INVESTOR' ORDER BY scored_days.day DESC LIMIT 1
), log AS (
  UPDATE event_log SET last_position = last_position + $1 RETURNING last_position
), run AS (
  INSERT INTO runs (day, mode, status, read_batch, method_hash, sectors_hash, inputs_hash, code_version, scored,
    total, changed, last_position, started_at, finished_at)
  SELECT day, mode, 'SUCCEEDED', read_batch, method_hash, sectors_hash, inputs_hash, code_version, scored,
    total, $1, log.last_position, clock_timestamp(), clock_timestamp()
  FROM former, log
  RETURNING id, day
), moved AS (
  SELECT scores.*, row_number() OVER (ORDER BY scores.mode, stock_id) AS place
  FROM scores, former WHERE run_id = former.id
), stored AS (
  INSERT INTO scores
  SELECT new.* FROM moved, run, log, jsonb_populate_record(NULL::scores, to_jsonb(moved) || jsonb_build_object(
    'run_id', run.id,
    'value', CASE WHEN place > $1 THEN value WHEN value >= 50 THEN value - 1.25 ELSE value + 1.5 END,
    'previous_value', CASE WHEN place > $1 THEN previous_value ELSE value END,
    'previous_band', CASE WHEN place > $1 THEN previous_band ELSE band END,
    'position', CASE WHEN place > $1 THEN NULL ELSE log.last_position - $1 + place END
  )) AS new
), current AS (
  UPDATE scored_days SET run_id = run.id FROM run WHERE scored_days.day = run.day
)
SELECT (log.last_position - $1 + 1)::int4 AS first, log.last_position::int4 AS last,
  (SELECT count(*)::int4 FROM moved) AS scores
FROM log`;

/** Commits a run that has this many events. @throws Error for more events than there are scores of a day */
export async function commitEvents(pool: pg.Pool, count: number): Promise<CommittedEvents> {
  return withLock(pool, 'runs', async (client) => {
    return inTransaction(client, async () => {
      const { rows } = await client.query<{ first: number; last: number; scores: number }>(RUN, [count]);
      const { scores, ...positions } = rows[0];
      if (count > scores) {
        throw new Error(`Expected at most ${scores} events in a commit, one for each score, got ${count}.`);
      }
      return { ...positions, sentAt: now() };
    });
  });
}
