import type pg from 'pg';
import { dayOf } from '../../market/day.js';
import type { Day, Mode } from '../../scoring/names.js';

/** The run whose scores of a day are current, and what it was computed from. */
export interface CurrentDay {
  readonly run: number;
  /** The facts up to this batch give the same scores. */
  readonly validBatch: number;
  readonly inputsHash: string | null;
  readonly methodHash: string;
  /** The newest sector file that is known to give the same scores. */
  readonly sectorsHash: string;
  readonly codeVersion: string;
  readonly provisional: boolean;
}

/** Reads the current runs of a method, by its name, and mode, from one day to another, both included. */
export async function currentDays(
  client: pg.ClientBase,
  method: string,
  mode: Mode,
  from: Day,
  to: Day,
): Promise<Map<Day, CurrentDay>> {
  const { rows } = await client.query<CurrentDay & { day: string }>(
    `SELECT d.day::text AS day, run_id AS run, valid_batch AS "validBatch", inputs_hash AS "inputsHash",
       method_hash AS "methodHash", coalesce(valid_sectors, sectors_hash) AS "sectorsHash", code_version AS "codeVersion",
       provisional
     FROM scored_days d JOIN runs ON runs.id = run_id
     WHERE d.method = $1 AND d.mode = $2
       AND d.day BETWEEN date '1970-01-01' + $3::int4 AND date '1970-01-01' + $4::int4`,
    [method, mode, from, to],
  );
  return new Map(rows.map(({ day, ...current }) => [dayOf(day), current]));
}
