import type pg from 'pg';
import { dayOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { RecordedFacts } from './recordedFacts.js';
import { reproduceRun, type ReproducedRun } from './reproduceRun.js';
import { storedRuns } from './storedRuns.js';

/**
 * Computes every run of a span of days again, from the facts as recorded when it read, and compares every
 * field of every stored score.
 *
 * @param onRun called with each run, in the order of the batches that they read
 * @param method the name of the method of the runs; null: any
 * @returns how many runs there were
 * @throws UserError where the span holds no run
 */
export async function reproduceSpan(
  pool: pg.Pool,
  from: IsoDate,
  to: IsoDate,
  onRun: (run: ReproducedRun, done: number, total: number) => void,
  method: string | null = null,
): Promise<number> {
  const [first, last] = [from, to].map(dayOf);
  const wrong = [from, to].find((text) => Number.isNaN(dayOf(text)));
  if (wrong !== undefined) throw new UserError(`Expected a date such as 2024-10-08, got "${shown(wrong)}".`);
  const client = await pool.connect();
  try {
    const runs = await storedRuns(client, first, last, method);
    if (runs.length === 0) {
      throw new UserError(
        `Expected days that were scored, but there is no run ${method === null ? '' : `by the method "${shown(method)}" `}${from === to ? `of ${from}` : `from ${from} to ${to}`}. ` +
          'Score them first, with "greyoak score".',
      );
    }
    let facts: RecordedFacts | null = null;
    for (const [done, run] of runs.entries()) {
      if (facts?.batch !== run.readBatch) facts = await RecordedFacts.read(client, run.readBatch);
      onRun(await reproduceRun(client, facts, run), done + 1, runs.length);
    }
    return runs.length;
  } finally {
    client.release();
  }
}
