import type pg from 'pg';
import { dayOf } from '../../market/day.js';
import type { Day } from '../../scoring/names.js';

/** The run whose risks of a day are current, and what it was computed with. */
export interface AssessedDay {
  /** The facts up to this batch give the same risks. */
  readonly validBatch: number;
  readonly methodHash: string;
  readonly risksHash: string;
  readonly provisional: boolean;
}

/** Reads the current risks' runs, from one day to another, both included. */
export async function assessedDays(
  client: pg.ClientBase,
  from: Day,
  to: Day,
): Promise<ReadonlyMap<Day, AssessedDay>> {
  const { rows } = await client.query<AssessedDay & { day: string }>(
    `SELECT assessed.day::text AS day, valid_batch AS "validBatch", risk_method_hash AS "methodHash",
       risks_hash AS "risksHash", provisional
     FROM assessed_days AS assessed JOIN runs ON runs.id = run_id
     WHERE assessed.day BETWEEN date '1970-01-01' + $1::int4 AND date '1970-01-01' + $2::int4`,
    [from, to],
  );
  return new Map(rows.map(({ day, ...current }) => [dayOf(day), current]));
}
