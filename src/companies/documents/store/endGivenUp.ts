import type pg from 'pg';
import { inTransaction, LOCKS } from '../../../database/transaction.js';
import type { DocumentPayload } from './documentJob.js';
import { documentJob } from './documentJob.js';
import { endDocument } from './endDocument.js';

/** Why a document failed whose job says nothing. */
const ENDED = 'The worker ended before the step was done, also when it was tried again.';
/** How many are ended at a time, because the connection has to answer soon. */
const MOST = 100;

type GivenUp = DocumentPayload & { readonly reason: string | null };

const GIVEN_UP = `SELECT documents.id AS "documentId", generation, step, job.last_error AS reason
  FROM documents LEFT JOIN graphile_worker.jobs AS job
    ON job.task_identifier = $1 AND job.key = 'document ' || documents.id
  WHERE status IN ('QUEUED', 'PROCESSING') AND deleted_at IS NULL
    AND (job.key IS NULL OR (job.locked_at IS NULL AND job.attempts >= job.max_attempts))
  ORDER BY documents.id LIMIT ${MOST}`;

/**
 * Lets documents fail whose job was given up. A job that was killed at its last attempt, or failed while it could not reach the
 * store, could not say so.
 */
export async function endGivenUp(client: pg.ClientBase): Promise<void> {
  if ((await givenUp(client)).length === 0) return;
  await inTransaction(client, async () => {
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_xact_lock($1) AS locked',
      [LOCKS.documents],
    );
    // It is tried again within seconds.
    if (!rows[0].locked) return;
    // Again, because an operator may have retried them since.
    for (const { reason, ...payload } of await givenUp(client)) {
      await endDocument(client, payload, reason ?? ENDED);
    }
  });
}

async function givenUp(client: pg.ClientBase): Promise<readonly GivenUp[]> {
  const { rows } = await client.query<GivenUp>(GIVEN_UP, [documentJob.name]);
  return rows;
}
