import { z } from 'zod';
import type { JobKind } from '../../jobs/jobKind.js';

/** Computes a backtest that waits. */
export const backtestJob: JobKind<{ readonly backtestId: number }> = {
  name: 'backtest',
  payload: z.strictObject({ backtestId: z.int().positive() }),
  attempts: 3,
  revive: async (client, { backtestId }) => {
    const { rowCount } = await client.query(
      `UPDATE backtests SET status = 'QUEUED', error = NULL, finished_at = NULL
       WHERE id = $1 AND status IN ('FAILED', 'CANCELLED')`,
      [backtestId],
    );
    return rowCount === 0 ? 'the backtest is gone, or does not wait for it' : null;
  },
};

/** The key of the job of a backtest. */
export const backtestKey = (id: number): string => `backtest ${id}`;
