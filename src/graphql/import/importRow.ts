import { sql, type RawBuilder } from 'kysely';
import type { IsoDate } from '../../scoring/names.js';
import type { LeftOutRows } from '../../market/imports/readFile.js';
import type { ImportStatus } from './importEnums.js';

/** A batch as the API reads it. */
export interface ImportRow {
  readonly id: number;
  readonly recorded_at: string;
  readonly dataset: string;
  readonly source: string;
  readonly format: string;
  readonly status: ImportStatus;
  readonly rows_read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly left_out: readonly LeftOutRows[];
  readonly touches_from: IsoDate | null;
  readonly error: string | null;
  readonly by_user: number | null;
  /** Null where the user is deleted, too. */
  readonly by_name: string | null;
}

/** The status of a batch. */
export const batchStatus = sql<ImportStatus>`
  CASE WHEN batch.error IS NOT NULL THEN 'FAILED'
    WHEN batch.inserted + batch.updated = 0 THEN 'UNCHANGED' ELSE 'SUCCEEDED' END`;

/**
 * Selects batches.
 *
 * @param rest conditions and order, about `batch`
 */
export const selectBatches = (rest: RawBuilder<unknown>): RawBuilder<ImportRow> => sql<ImportRow>`
  SELECT batch.id, batch.recorded_at, batch.dataset, batch.source, batch.format, ${batchStatus} AS status, batch.rows_read,
    batch.inserted, batch.updated, batch.unchanged, batch.refused, batch.left_out, batch.error, batch.by_user, users.name AS by_name,
    CASE WHEN batch.touches_from > '-infinity' THEN batch.touches_from
      -- All days: those from the first bar on.
      WHEN batch.touches_from IS NOT NULL THEN (SELECT min(day) FROM bars) END AS touches_from
  FROM batches AS batch LEFT JOIN users ON users.id = batch.by_user
  WHERE ${rest}`;
