import type pg from 'pg';
import type { CleanedText } from '../text/documentText.js';

/** Reads the cleaned text of a document; null where it has none, because it was deleted or is processed again. */
export async function cleanedText(pool: pg.Pool, id: number): Promise<CleanedText | null> {
  const { rows } = await pool.query<CleanedText>(
    'SELECT cleaned AS text, layout FROM document_texts WHERE document_id = $1 AND cleaned IS NOT NULL',
    [id],
  );
  return rows.at(0) ?? null;
}
