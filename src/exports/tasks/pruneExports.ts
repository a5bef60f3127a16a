import type pg from 'pg';
import { z } from 'zod';
import { UPKEEP } from '../../jobs/upkeep.js';
import type { Task } from '../../jobs/task.js';
import { exportJob } from '../exportJob.js';
import type { ExportFolder } from '../exportFolder.js';
import type { ExportServices } from '../exportServices.js';

/** Why an export failed whose job says nothing. */
const ENDED = 'The worker ended before the export was done, also when it was tried again.';

/**
 * Ends exports whose job was given up, and deletes the files of exports that are over or gone. Rows of exports whose file is
 * over stay listed.
 */
export const pruneExports: Task<object, ExportServices> = {
  name: 'prune_exports',
  queue: UPKEEP,
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 600_000,
  cron: { at: '*/5 * * * *' },
  async run(_payload, { pool, services: { exportFolder } }) {
    await endGivenUp(pool);
    await removeFiles(pool, exportFolder);
  },
};

/** A job that failed while it could not reach the store, or was killed at its last attempt, could not say so. */
async function endGivenUp(pool: pg.Pool): Promise<void> {
  await pool.query(
    `UPDATE exports AS export SET status = 'FAILED', error = coalesce((
       SELECT last_error FROM graphile_worker.jobs WHERE key = 'export ' || export.id
     ), $2)
     WHERE status IN ('QUEUED', 'RUNNING') AND NOT EXISTS (
       SELECT FROM graphile_worker.jobs WHERE task_identifier = $1 AND key = 'export ' || export.id
         AND (locked_at IS NOT NULL OR attempts < max_attempts)
     )`,
    [exportJob.name, ENDED],
  );
}

/** Deletes files that no export has. Those of one that runs begin with its name. */
async function removeFiles(pool: pg.Pool, folder: ExportFolder): Promise<void> {
  // The names are read first, so that each file has its row already.
  const names = await folder.names();
  const { rows } = await pool.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS names (name) WHERE NOT EXISTS (
       SELECT FROM exports WHERE file::text = left(name, 36)
         AND (status IN ('QUEUED', 'RUNNING') OR (expires_at > now() AND name = file::text))
     )`,
    [names.filter((name) => FILE.test(name))],
  );
  for (const { name } of rows) await folder.remove(name);
}

/** What is named otherwise was put there by others. */
const FILE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.[0-9a-f]{8}\.partial)?$/;
