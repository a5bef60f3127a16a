import type pg from 'pg';
import { withLock } from '../database/transaction.js';
import { WaitingJobs } from '../jobs/waitingJobs.js';
import { newestBarDay } from '../market/store/storedCalendar.js';
import { MODES } from '../scoring/names.js';
import { KeptFacts } from '../market/store/keptFacts.js';
import { endUnscored } from './endUnscored.js';
import { outdatedJob } from './outdatedJob.js';
import { scoreUnderLock, type ScoredSpan, type SpanOptions } from './scoreSpan.js';
import type { ScoringSetup } from './scoringSetup.js';
import { setupsInTurn } from './setupsInTurn.js';

/** What became of the sessions that were outdated. */
export interface ScoredOutdated extends ScoredSpan {
  /** The same of the methods after the first one, by their names; left out where there is one method. */
  readonly others?: ReadonlyMap<string, ScoredSpan>;
}

/**
 * Scores every session that is outdated, by one method after the other, the served one first, and takes the jobs from the queue that would have done so. This is how an
 * import scores what it has recorded, whether or not a worker runs: the job of each batch is stored with the batch, so
 * that it is not lost if the import is stopped, and is done by the first process that gets the lock of runs.
 *
 * @returns null if there are no prices yet, so that no session can be scored
 */
export async function scoreOutdated(
  pool: pg.Pool,
  setup: ScoringSetup,
  options: Pick<SpanOptions, 'onProgress'> = {},
): Promise<ScoredOutdated | null> {
  return withLock(pool, 'runs', async (writer) => {
    const waiting = await WaitingJobs.read(writer, outdatedJob);
    const hasBars = (await newestBarDay(writer)) !== null;
    const { setups, lacksOthers } = await setupsInTurn(writer, setup);
    // The methods after the first one read only what was recorded meanwhile.
    const kept = { facts: new KeptFacts() };
    const spans: [method: string, scored: ScoredSpan][] = [];
    for (const one of setups) {
      const { name } = one.method;
      if (hasBars) spans.push([name, await scoreUnderLock(pool, writer, one, { ...options, kept })]);
      else await endUnscored(writer, new Set(), name, MODES);
    }
    const [first, ...others] = spans;
    const scored = hasBars ? { ...first[1], ...(others.length > 0 && { others: new Map(others) }) } : null;
    // The job is also about other methods, which a worker has.
    if (lacksOthers) return scored;
    // Batches, which replace these jobs, are recorded under the lock of facts.
    await withLock(pool, 'facts', (client) => waiting.withdraw(client));
    return scored;
  });
}
