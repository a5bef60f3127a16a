import { z } from 'zod';
import type { JobKind } from '../jobs/jobKind.js';

/** Makes the file of an export that waits. */
export const exportJob: JobKind<{ readonly exportId: number }> = {
  name: 'export',
  payload: z.strictObject({ exportId: z.int().positive() }),
  attempts: 3,
  revive: async (client, { exportId }) => {
    await client.query(
      `UPDATE exports SET status = 'QUEUED', error = NULL WHERE id = $1 AND status = 'FAILED'`,
      [exportId],
    );
    return null;
  },
};

/** The key of the job of an export. */
export const exportKey = (id: number): string => `export ${id}`;
