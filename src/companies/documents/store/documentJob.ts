import type pg from 'pg';
import { z } from 'zod';
import { enqueue } from '../../../jobs/enqueue.js';
import type { JobKind } from '../../../jobs/jobKind.js';
import { DOCUMENT_STEPS, type DocumentStep } from '../names.js';

/** Names a step of a document that waits. */
export interface DocumentPayload {
  readonly documentId: number;
  /** A job of an earlier generation than that of the document does nothing. */
  readonly generation: number;
  readonly step: DocumentStep;
}

/** Does one step of a document, and enqueues the next one. */
export const documentJob: JobKind<DocumentPayload> = {
  name: 'process_document',
  payload: z.strictObject({
    documentId: z.int().positive(),
    generation: z.int().positive(),
    step: z.enum(DOCUMENT_STEPS),
  }),
  attempts: 5,
  revive: async (client, { documentId, generation, step }) => {
    const { rows } = await client.query<{ status: string }>(
      `UPDATE documents SET status = CASE status WHEN 'FAILED' THEN 'QUEUED' ELSE status END, reason = NULL
       WHERE id = $1 AND generation = $2 AND step = $3 AND deleted_at IS NULL RETURNING status`,
      [documentId, generation, step],
    );
    return rows.length === 0 ? 'its document is gone, is done, or was processed again' : null;
  },
};

/** The key of the jobs of a document. */
export const documentKey = (id: number): string => `document ${id}`;

/**
 * Enqueues a step. Later steps go first, so that a document is done before the next one begins.
 *
 * @param client is in the transaction that stores what the job follows from
 */
export function enqueueStep(client: pg.ClientBase, payload: DocumentPayload): Promise<void> {
  const priority = DOCUMENT_STEPS.length - DOCUMENT_STEPS.indexOf(payload.step);
  return enqueue(client, documentJob, payload, { key: documentKey(payload.documentId), priority });
}
