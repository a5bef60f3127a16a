import type { Database } from '../../../database/database.js';
import type { FilingCategory } from '../../../market/facts.js';
import type { IsoDate } from '../../../scoring/names.js';

/** A document whose state in searches changed. */
export interface ChangedDocument {
  readonly id: number;
  readonly stock_id: number;
  readonly category: FilingCategory;
  readonly published_on: IsoDate;
  readonly revision: number;
  readonly is_searched: boolean;
  /** How many vectors it has, where they are of the model. */
  readonly chunks: number;
}

/**
 * Returns the documents that changed after a revision, in the order of their revisions.
 *
 * @param most how many; more where several changed with the last revision
 */
export const changedDocuments = (
  database: Pick<Database, 'query'>,
  { model, after, most }: { readonly model: string; readonly after: number; readonly most: number },
): Promise<ChangedDocument[]> =>
  database.query<ChangedDocument>(
    `SELECT id, stock_id, category, published_on, revision, is_searched,
       CASE WHEN is_searched AND model = $2 THEN (
         SELECT count(*)::int FROM chunk_vectors AS vector WHERE document_id = id AND vector.model = $2
       ) ELSE 0 END AS chunks
     FROM (
       SELECT *, status = 'READY' AND deleted_at IS NULL AS is_searched FROM documents WHERE revision > $1
     ) AS changed
     ORDER BY revision FETCH FIRST $3 ROWS WITH TIES`,
    [after, model, most],
  );
