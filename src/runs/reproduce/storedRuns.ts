import type pg from 'pg';
import { isoOf } from '../../market/day.js';
import type { NotScored } from '../../database/tables.js';
import type { Day, Mode } from '../../scoring/names.js';

/** What a run was computed from, so that it can be computed again. */
export interface RunInputs {
  readonly id: number;
  readonly day: Day;
  readonly readBatch: number;
  readonly methodHash: string;
  readonly sectorsHash: string;
  readonly inputsHash: string;
  readonly codeVersion: string;
}

/** A finished run, with what it stored in addition to its scores and risks. */
export interface StoredRun extends RunInputs {
  /** Null: both, or none where the run has no scores. */
  readonly mode: Mode | null;
  /** How many scores and risks it has stored. */
  readonly scored: number;
  readonly assessed: number;
  /** Null where it has no risks. */
  readonly riskMethodHash: string | null;
  readonly risksHash: string | null;
  readonly notScored: Readonly<Record<string, NotScored>>;
}

/**
 * Reads the finished runs of a span of days, ascending by the batch that they read, and by day.
 *
 * @param method the name of their method; null: any
 */
export async function storedRuns(
  client: pg.ClientBase,
  from: Day,
  to: Day,
  method: string | null = null,
): Promise<StoredRun[]> {
  const { rows } = await client.query<StoredRun>(
    `SELECT id, day - date '1970-01-01' AS day, mode, read_batch AS "readBatch", method_hash AS "methodHash",
       sectors_hash AS "sectorsHash", inputs_hash AS "inputsHash", code_version AS "codeVersion",
       not_scored AS "notScored", scored, assessed, risk_method_hash AS "riskMethodHash", risks_hash AS "risksHash"
     FROM runs WHERE status = 'SUCCEEDED' AND day BETWEEN $1 AND $2
       AND ($3::text IS NULL OR method_hash IN (SELECT hash FROM methods WHERE name = $3))
     ORDER BY read_batch, day, id`,
    [isoOf(from), isoOf(to), method],
  );
  return rows;
}
