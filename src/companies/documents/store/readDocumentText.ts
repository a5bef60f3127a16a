import type { Database } from '../../../database/database.js';
import type { DocumentStatus } from '../names.js';

/** The text of a document, and how far it is processed. */
export interface DocumentText {
  readonly status: DocumentStatus;
  /** Why it failed; null: it did not. */
  readonly reason: string | null;
  /** Null: it is not clean yet, or could not be read. */
  readonly cleaned: string | null;
}

/** Reads the cleaned text of a document; null where the store has no such document, or it is deleted. */
export async function readDocumentText(
  { query }: Pick<Database, 'query'>,
  id: number,
  signal?: AbortSignal,
): Promise<DocumentText | null> {
  const [found] = await query<DocumentText>(
    `SELECT status, reason, cleaned FROM documents LEFT JOIN document_texts ON document_id = id
     WHERE id = $1 AND deleted_at IS NULL`,
    [id],
    signal,
  );
  return found ?? null;
}
