import type { LockedJob } from '../jobs/task.js';
import { marketReturnWarning } from './marketReturnWarning.js';
import type { RunServices } from './runServices.js';
import { scoreUnderLock, type ScoredSpan, type SpanOptions } from './scoreSpan.js';
import type { ScoringSetup } from './scoringSetup.js';

/** Scores a span by one method for a job that holds the lock of runs. It reports its progress, and can be aborted between days. */
export async function scoreInJob(
  { pool, client, signal, progress, log, services: { kept, now } }: LockedJob<RunServices>,
  setup: ScoringSetup,
  options: SpanOptions,
): Promise<ScoredSpan> {
  const scored = await scoreUnderLock(pool, client, setup, {
    ...options,
    now,
    kept,
    onProgress: (done, total) => {
      signal.throwIfAborted();
      progress(done, total);
    },
  });
  const { runs, marketReturnChanges = [] } = scored;
  if (runs.length > 0) {
    const changed = runs.reduce((sum, run) => sum + run.changed, 0);
    log.info(
      {
        method: setup.method.name,
        runs: runs.length,
        first: runs[0].day,
        last: runs[runs.length - 1].day,
        changed,
      },
      'rescored',
    );
  }
  for (const change of marketReturnChanges) log.warn({ ...change }, marketReturnWarning(change));
  return scored;
}
