import { isPassing } from '../../database/isPassing.js';
import type { Task } from '../../jobs/task.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { outdatedJob, queueForOthers, queueRest } from '../outdatedJob.js';
import type { RunServices } from '../runServices.js';
import { scoreInJob } from '../scoreInJob.js';

/** So many days take seconds, after which the newest session gets its turn. */
const DAYS_PER_JOB = 100;
const OTHERS_IN_MS = 10_000;

/**
 * Scores the newest session if its facts are not those of its scores, and then older sessions for which that is so:
 * some of them, and enqueues the rest, so that the newest session never waits for long.
 */
export const rescoreOutdated: Task<{ readonly from?: IsoDate | undefined }, RunServices> = {
  ...outdatedJob,
  lock: 'runs',
  timeoutMs: 3_600_000,
  // Any other failure would come again; the next import enqueues another job in any case.
  isWorthRetrying: isPassing,
  async run({ from }, job) {
    try {
      await scoreInJob(job, { onlyLast: true });
      const { next, served } = await scoreInJob(job, { from, most: job.services.daysPerJob ?? DAYS_PER_JOB });
      // The rest begins where this part ended, because days that cannot be scored stay outdated.
      if (next !== undefined) await queueRest(job.client, next);
      if (served !== undefined) await queueForOthers(job.client, job.services.othersInMs ?? OTHERS_IN_MS);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      job.log.info({ reason: error.message }, 'nothing was rescored');
    }
  },
};
