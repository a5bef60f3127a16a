import type { Database } from '../../../src/database/database.js';
import { JOB_IDS } from '../../../src/graphql/job/job.js';
import { encodeId } from '../../../src/graphql/ids.js';

/** Returns the id of the only job of the queue, as the API gives it. */
export async function jobOf({ pool }: Database): Promise<string> {
  const { rows } = await pool.query<{ id: number }>('SELECT id FROM graphile_worker.jobs');
  if (rows.length !== 1) throw new Error(`expected one job, got ${rows.length}`);
  return encodeId(JOB_IDS, rows[0].id);
}
