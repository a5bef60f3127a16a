import { z } from 'zod';
import type { JobKind } from '../../../jobs/jobKind.js';

/** Makes a report that waits. */
export const reportJob: JobKind<{ readonly reportId: number }> = {
  name: 'report',
  payload: z.strictObject({ reportId: z.int().positive() }),
  // One that is killed counts.
  attempts: 5,
  revive: async (client, { reportId }) => {
    const { rowCount } = await client.query(
      `UPDATE reports SET status = 'QUEUED', step = NULL, error = NULL, finished_at = NULL
       WHERE id = $1 AND status <> 'SUCCEEDED'`,
      [reportId],
    );
    return rowCount === 0 ? 'its report is gone, or is made' : null;
  },
};

/** The key of the job of a report. */
export const reportKey = (id: number): string => `report ${id}`;
