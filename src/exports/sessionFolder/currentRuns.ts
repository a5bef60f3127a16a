import type pg from 'pg';
import { dayOf, isoOf } from '../../market/day.js';
import { storedRuns, type StoredRun } from '../../runs/reproduce/storedRuns.js';
import { servedMethod } from '../../runs/servedMethod.js';
import type { ThresholdSet } from '../../scoring/method.js';
import { MODES, type IsoDate, type Mode } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { requireStored } from '../requireStored.js';

/** A run whose scores of a day are current. */
export interface CurrentRun {
  readonly run: StoredRun;
  /** The modes whose scores they are, in the order of MODES. */
  readonly modes: readonly Mode[];
  /** The name of its method. */
  readonly method: string;
  readonly thresholdSet: ThresholdSet;
  /** When the batch that it read was recorded. */
  readonly recordedAt: Date;
}

interface CurrentRow extends Pick<CurrentRun, 'thresholdSet' | 'recordedAt'> {
  readonly id: number;
  readonly mode: Mode;
}

/**
 * Finds the runs whose scores of a day are current.
 *
 * @param asked the name of a method; null: the one that is served
 * @returns one run where it has both modes, else one for each mode that was scored, in the order of MODES
 * @throws UserError where the day was not scored, or the store does not know the method
 */
export async function currentRuns(
  client: pg.ClientBase,
  date: IsoDate,
  asked: string | null,
): Promise<CurrentRun[]> {
  await requireStored(client, { method: asked, tickers: null });
  const method = asked ?? (await servedMethod(client)) ?? '';
  const { rows } = await client.query<CurrentRow>(
    `SELECT run_id AS id, current.mode, threshold_set AS "thresholdSet", recorded_at AS "recordedAt"
     FROM scored_days AS current JOIN runs ON runs.id = run_id JOIN methods ON methods.hash = method_hash
       JOIN batches ON batches.id = read_batch
     WHERE current.method = $1 AND current.day = $2`,
    [method, date],
  );
  if (rows.length === 0) {
    throw new UserError(
      `Expected a day that was scored, but ${date} has no scores${method === '' ? '' : ` by ${shown(method)}`}. ` +
        `Score it first, with "greyoak score --date ${date}".`,
    );
  }
  const runs = await storedRuns(client, dayOf(date), dayOf(date));
  const found = MODES.flatMap((mode) => rows.filter((row) => row.mode === mode));
  return [...new Set(found.map(({ id }) => id))].map((id) => {
    const run = runs.find((one) => one.id === id);
    if (run === undefined) throw new Error(`Expected run ${id} of ${isoOf(dayOf(date))} to have succeeded.`);
    const of = found.filter((row) => row.id === id);
    const [{ thresholdSet, recordedAt }] = of;
    return { run, method, thresholdSet, recordedAt, modes: of.map(({ mode }) => mode) };
  });
}
