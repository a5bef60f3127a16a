import type pg from 'pg';
import { copyInto } from '../../database/copy.js';
import { RISK_COLUMNS } from '../../database/riskRow.js';
import { isoOf } from '../../market/day.js';
import type { Day } from '../../scoring/names.js';
import type { ConfirmedRisks } from './newRisks.js';
import { writeRisk, type RiskRow } from './riskRows.js';

/** The risks of a day, and the run that stores them. */
export interface AssessedRun {
  readonly id: number;
  readonly day: Day;
  readonly readBatch: number;
  readonly rows: readonly RiskRow[];
}

/**
 * Stores the risks of runs, and which are current.
 *
 * @param client is in the transaction that stores the runs
 * @param confirmed days that keep their risks
 */
export async function storeRisks(
  client: pg.ClientBase,
  runs: readonly AssessedRun[],
  confirmed: readonly ConfirmedRisks[],
): Promise<void> {
  if (runs.length > 0) {
    await copyInto(client, 'risks', RISK_COLUMNS, rowsOf(runs), (writer, { id, day, row }) =>
      writeRisk(writer, id, day, row),
    );
    await client.query(
      `INSERT INTO assessed_days (day, run_id, valid_batch)
       SELECT * FROM unnest($1::date[], $2::int4[], $3::int4[])
       ON CONFLICT (day) DO UPDATE SET run_id = excluded.run_id, valid_batch = excluded.valid_batch`,
      [runs.map(({ day }) => isoOf(day)), runs.map(({ id }) => id), runs.map(({ readBatch }) => readBatch)],
    );
  }
  if (confirmed.length === 0) return;
  await client.query(
    `UPDATE assessed_days SET valid_batch = given.batch FROM unnest($1::date[], $2::int4[]) AS given (day, batch)
     WHERE assessed_days.day = given.day`,
    [confirmed.map(({ day }) => isoOf(day)), confirmed.map(({ validBatch }) => validBatch)],
  );
}

function* rowsOf(runs: readonly AssessedRun[]) {
  for (const { id, day, rows } of runs) for (const row of rows) yield { id, day, row };
}
