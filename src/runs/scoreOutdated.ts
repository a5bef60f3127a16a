import type pg from 'pg';
import { withLock } from '../database/transaction.js';
import { WaitingJobs } from '../jobs/waitingJobs.js';
import { newestBarDay } from '../market/store/storedCalendar.js';
import { MODES } from '../scoring/names.js';
import { endUnscored } from './endUnscored.js';
import { outdatedJob } from './outdatedJob.js';
import { scoreUnderLock, type ScoredSpan, type SpanOptions } from './scoreSpan.js';
import type { ScoringSetup } from './scoringSetup.js';

/**
 * Scores every session that is outdated, and takes the jobs from the queue that would have done so. This is how an
 * import scores what it has recorded, whether or not a worker runs: the job of each batch is stored with the batch, so
 * that it is not lost if the import is stopped, and is done by the first process that gets the lock of runs.
 *
 * @returns null if there are no prices yet, so that no session can be scored
 */
export async function scoreOutdated(
  pool: pg.Pool,
  setup: ScoringSetup,
  options: Pick<SpanOptions, 'onProgress'> = {},
): Promise<ScoredSpan | null> {
  return withLock(pool, 'runs', async (writer) => {
    const waiting = await WaitingJobs.read(writer, outdatedJob);
    const hasBars = (await newestBarDay(writer)) !== null;
    const scored = hasBars ? await scoreUnderLock(pool, writer, setup, options) : null;
    if (!hasBars) await endUnscored(writer, new Set(), setup.method.name, MODES);
    // The job was about another method, which a worker has.
    if (scored?.served !== undefined) return scored;
    // Batches, which replace these jobs, are recorded under the lock of facts.
    await withLock(pool, 'facts', (client) => waiting.withdraw(client));
    return scored;
  });
}
