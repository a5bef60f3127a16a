import type pg from 'pg';
import { isPassing } from '../../database/isPassing.js';
import { CANCELLED_BECAUSE } from '../../jobs/cancelled.js';
import type { Job, Task } from '../../jobs/task.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { backtestJob } from '../backtests/backtestJob.js';
import type { BacktestRequest } from '../backtests/backtestRequest.js';
import { computeBacktest } from '../backtests/computeBacktest.js';
import { storedResult } from '../backtests/storedResult.js';

/** The message that readers of a failed backtest get in place of an internal error. */
const FAILED = 'The backtest failed; the log of the service says why.';
/** Why a backtest failed whose job says nothing. */
const ENDED = 'The worker ended before the backtest was done, also when it was tried again.';

/** Computes a backtest that waits, or one whose worker died. */
export const runBacktest: Task<{ readonly backtestId: number }> = {
  ...backtestJob,
  timeoutMs: 3_600_000,
  settle: async (client) => {
    await client.query(
      `UPDATE backtests AS backtest
       SET status = CASE WHEN last_error = $2 THEN 'CANCELLED' ELSE 'FAILED' END,
         error = CASE WHEN last_error = $2 THEN NULL ELSE coalesce(last_error, $3) END,
         finished_at = clock_timestamp()
       FROM graphile_worker.jobs AS job
       WHERE task_identifier = $1 AND locked_at IS NULL AND job.attempts >= max_attempts
         AND backtest.id = CASE WHEN key ~ '^backtest [0-9]+$' THEN substr(key, 10)::int4 END
         AND status IN ('QUEUED', 'RUNNING')`,
      [backtestJob.name, CANCELLED_BECAUSE, ENDED],
    );
  },
  async run({ backtestId }, job) {
    const request = await begin(job.pool, backtestId);
    if (request === null) return;
    try {
      const options = { signal: job.signal, onPart: job.progress };
      const { figures, points } = storedResult(await computeBacktest(job.pool, request, options));
      await job.pool.query(
        `UPDATE backtests SET status = 'SUCCEEDED', result = $2, points = $3, finished_at = clock_timestamp()
         WHERE id = $1 AND status = 'RUNNING'`,
        [backtestId, JSON.stringify(figures), JSON.stringify(points)],
      );
    } catch (error) {
      if (job.signal.aborted || isPassing(error)) throw error;
      await fail(job, backtestId, error);
    }
  },
};

/** Returns null if the backtest has ended already, or is gone with its owner. */
async function begin(pool: pg.Pool, id: number): Promise<BacktestRequest | null> {
  const { rows } = await pool.query<{
    mode: Mode;
    method: string;
    from: IsoDate;
    to: IsoDate;
    arguments: Omit<BacktestRequest, 'mode' | 'method' | 'from' | 'to'>;
  }>(
    `UPDATE backtests SET status = 'RUNNING' WHERE id = $1 AND status IN ('QUEUED', 'RUNNING')
     RETURNING mode, method, from_day::text AS from, to_day::text AS to, arguments`,
    [id],
  );
  if (rows.length === 0) return null;
  const { arguments: rest, ...named } = rows[0];
  return { ...rest, ...named };
}

async function fail(job: Job<unknown>, id: number, error: unknown): Promise<void> {
  const level = error instanceof UserError ? 'info' : 'error';
  job.log[level]({ err: error, backtestId: id }, 'a backtest failed');
  await job.pool.query(
    `UPDATE backtests SET status = 'FAILED', error = $2, finished_at = clock_timestamp()
     WHERE id = $1 AND status = 'RUNNING'`,
    [id, error instanceof UserError ? error.message : FAILED],
  );
}
