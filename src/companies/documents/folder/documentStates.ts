import type pg from 'pg';
import type { DocumentStatus } from '../names.js';

/** How far a document is processed. */
export interface DocumentState {
  readonly id: number;
  readonly status: DocumentStatus;
  /** Why it failed; null: it did not. */
  readonly reason: string | null;
}

/** Whether a document needs no more work. */
export const isEnded = ({ status }: Pick<DocumentState, 'status'>): boolean =>
  status === 'READY' || status === 'FAILED';

/** Reads how far documents are. Those that are deleted meanwhile are left out. */
export async function readStates(
  pool: Pick<pg.Pool, 'query'>,
  ids: readonly number[],
): Promise<DocumentState[]> {
  const { rows } = await pool.query<DocumentState>(
    'SELECT id, status, reason FROM documents WHERE id = ANY ($1) AND deleted_at IS NULL ORDER BY id',
    [ids],
  );
  return rows;
}
