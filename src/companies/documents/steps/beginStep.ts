import { sql } from 'kysely';
import type pg from 'pg';
import { sqlOver } from '../../../database/sqlOver.js';
import type { DocumentPayload } from '../store/documentJob.js';
import type { DocumentInWork } from './step.js';

/**
 * Notes that a document is processed.
 *
 * @returns null where the step is not to be done: see `lockStep`
 */
export async function beginStep(
  pool: pg.Pool,
  { documentId, generation, step }: DocumentPayload,
): Promise<DocumentInWork | null> {
  const rows = await sqlOver(
    pool,
    sql<DocumentInWork>`UPDATE documents SET status = 'PROCESSING'
      WHERE id = ${documentId}::integer AND generation = ${generation}::integer AND step = ${step}::text
        AND status IN ('QUEUED', 'PROCESSING') AND deleted_at IS NULL
      RETURNING id, generation, step, hash, media_type AS "mediaType", published_on::text AS "publishedOn"`,
  );
  return rows[0] ?? null;
}
