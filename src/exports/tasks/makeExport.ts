import type pg from 'pg';
import { isPassing } from '../../database/isPassing.js';
import { fileFault } from '../../fileFault.js';
import type { Job, Task } from '../../jobs/task.js';
import { UserError } from '../../userError.js';
import type { ExportFormat } from '../exportFormats.js';
import { exportJob } from '../exportJob.js';
import type { ExportKind } from '../exportKinds.js';
import type { ExportRequest } from '../exportRequest.js';
import type { ExportServices } from '../exportServices.js';
import { writeExport } from '../writeExport.js';

/** The message that readers of a failed export get in place of an internal error. */
const FAILED = 'The export failed; the log of the service says why.';

/** Makes the file of an export that waits, or of one whose worker died while it made it. */
export const makeExport: Task<{ readonly exportId: number }, ExportServices> = {
  ...exportJob,
  timeoutMs: 3_600_000,
  async run({ exportId }, job) {
    const begun = await begin(job.pool, exportId);
    if (begun === null) return;
    const { owner, file, request } = begun;
    const { exportFolder, exportHours } = job.services;
    try {
      const { rows, bytes, hash } = await exportFolder.write(file, (makeSink) =>
        writeExport(job.pool, request, makeSink, { owner, signal: job.signal, onPart: job.progress }),
      );
      await job.pool.query(
        `UPDATE exports SET status = 'SUCCEEDED', rows = $2, bytes = $3, hash = $4,
           expires_at = now() + make_interval(hours => $5)
         WHERE id = $1 AND status = 'RUNNING'`,
        [exportId, rows, bytes, hash, exportHours],
      );
    } catch (error) {
      if (job.signal.aborted || isPassing(error)) throw error;
      await fail(job, exportId, error);
    }
  },
};

interface Begun {
  readonly owner: number;
  readonly file: string;
  readonly request: ExportRequest;
}

/** Returns null if the export is already made, or is gone with its owner. */
async function begin(pool: pg.Pool, id: number): Promise<Begun | null> {
  const { rows } = await pool.query<{
    owner_id: number;
    file: string;
    kind: ExportKind;
    format: ExportFormat;
    arguments: Omit<ExportRequest, 'kind' | 'format'>;
  }>(
    `UPDATE exports SET status = 'RUNNING' WHERE id = $1 AND status IN ('QUEUED', 'RUNNING')
     RETURNING owner_id, file, kind, format, arguments`,
    [id],
  );
  if (rows.length === 0) return null;
  const { owner_id: owner, file, kind, format, arguments: rest } = rows[0];
  return { owner, file, request: { kind, format, ...rest } };
}

async function fail(job: Job<unknown>, id: number, error: unknown): Promise<void> {
  const level = error instanceof UserError ? 'info' : 'error';
  job.log[level]({ err: error, exportId: id }, 'an export failed');
  await job.pool.query(
    `UPDATE exports SET status = 'FAILED', error = $2 WHERE id = $1 AND status = 'RUNNING'`,
    [id, reasonOf(error)],
  );
}

/** Says why an export failed, without the paths of the server. */
function reasonOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  const { errno } = Object(error) as NodeJS.ErrnoException;
  return errno === undefined ? FAILED : `The file of the export cannot be written: ${fileFault(error)}.`;
}
