import { isPassing } from '../../database/isPassing.js';
import type { Job, Task } from '../../jobs/task.js';
import { UserError } from '../../userError.js';
import type { ReportServices } from '../reports/reportServices.js';
import { beginReport } from '../reports/store/beginReport.js';
import { endReport } from '../reports/store/endReport.js';
import { reportJob } from '../reports/store/reportJob.js';
import { reportParts } from '../reports/store/reportParts.js';

/** The message that readers of a failed report get in place of an internal error. */
const FAILED = 'The report failed; the log of the service says why.';
/** Why a report failed whose job says nothing. */
const ENDED = 'The worker ended before the report was made, also when it was tried again.';

/** Makes a report that waits, or one whose worker died while it made it. */
export const makeReport: Task<{ readonly reportId: number }, ReportServices> = {
  ...reportJob,
  timeoutMs: 3_600_000,
  settle: async (client) => {
    await client.query(
      `UPDATE reports AS report SET status = 'FAILED', step = NULL, error = coalesce(last_error, $2),
         finished_at = clock_timestamp()
       FROM graphile_worker.jobs AS job
       WHERE task_identifier = $1 AND locked_at IS NULL AND job.attempts >= max_attempts
         AND report.id = CASE WHEN key ~ '^report [0-9]+$' THEN substr(key, 8)::int4 END
         AND status IN ('QUEUED', 'RUNNING')`,
      [reportJob.name, ENDED],
    );
  },
  async run({ reportId }, job) {
    const report = await beginReport(job.pool, reportId);
    if (report === null) return;
    try {
      const parts = await reportParts(report, job);
      job.signal.throwIfAborted();
      if (parts !== null) await endReport(job.pool, { id: reportId, ...parts });
    } catch (error) {
      if (job.signal.aborted || isPassing(error)) throw error;
      await fail(job, reportId, error);
    }
  },
};

async function fail(job: Job<unknown>, id: number, error: unknown): Promise<void> {
  const level = error instanceof UserError ? 'info' : 'error';
  job.log[level]({ err: error, reportId: id }, 'a report failed');
  await job.pool.query(
    `UPDATE reports SET status = 'FAILED', step = NULL, error = $2, finished_at = clock_timestamp()
     WHERE id = $1 AND status = 'RUNNING'`,
    [id, error instanceof UserError ? error.message : FAILED],
  );
}
