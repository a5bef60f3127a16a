import type { FeedStatus } from '../../database/tables.js';

/** How far a backtest is. Who may know it is decided where it is told. */
export interface BacktestProgress {
  readonly id: number;
  readonly status: FeedStatus;
  /** The fraction of its sessions that is done; null unless it runs and has said so. */
  readonly progress: number | null;
}

/** SQL of the fraction that is done of the row `backtest`. */
export const PROGRESS_OF_BACKTEST = `(
  SELECT least(1, progress.done::float8 / nullif(progress.total, 0))
  FROM graphile_worker.jobs AS job JOIN job_progress AS progress ON progress.job_id = job.id
  WHERE backtest.status = 'RUNNING' AND job.key = 'backtest ' || backtest.id
)`;

const PROGRESS = `SELECT backtest.id, backtest.status, ${PROGRESS_OF_BACKTEST} AS progress FROM backtests AS backtest`;

/** SQL of the row of the backtest $1. */
export const BACKTEST_PROGRESS = `${PROGRESS} WHERE backtest.id = $1`;

/** SQL of the rows that may have changed: those that have not ended, and those of $1. */
export const CHANGING_BACKTESTS = `${PROGRESS}
  WHERE backtest.status IN ('QUEUED', 'RUNNING') OR backtest.id = ANY ($1) ORDER BY backtest.id`;
