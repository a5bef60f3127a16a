import { sql, type Kysely, type SqlBool } from 'kysely';
import { owned, type Owners } from '../access/owned.js';
import type { DatabaseClock } from '../database/databaseClock.js';
import type { JobStatus, Tables } from '../database/tables.js';
import type { ExportFormat } from './exportFormats.js';
import type { ExportKind } from './exportKinds.js';

/** An export as its owner may know it. */
export interface ExportRow {
  readonly id: number;
  readonly ownerId: number;
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  readonly status: JobStatus;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly hash: string | null;
  readonly error: string | null;
  readonly createdAt: Date;
  /** Until when its file is kept; null unless it has succeeded. */
  readonly expiresAt: Date | null;
  /** Whether its file is kept now. */
  readonly isOpen: boolean;
}

/** Returns the statement that reads the exports of the owners; the export has the alias `export`. */
export function selectExports(db: Kysely<Tables>, owners: Owners, clock: DatabaseClock) {
  return db
    .selectFrom('exports as export')
    .where(owned('export', owners))
    .select([
      'export.id',
      'export.owner_id',
      'export.kind',
      'export.format',
      'export.status',
      'export.rows',
      'export.bytes',
      'export.hash',
      'export.error',
      'export.created_at',
      'export.expires_at',
      sql<SqlBool>`coalesce(export.expires_at > ${clock.now()}, false)`.as('is_open'),
    ]);
}

/** A row of `selectExports`. Where it was read as JSON, instants are texts. */
export type SelectedExport = Awaited<ReturnType<ReturnType<typeof selectExports>['execute']>>[number];

/** Reads a row of `selectExports`, also one that was read as JSON. */
export function exportOf(row: SelectedExport): ExportRow {
  const { id, status, rows, bytes, hash, error } = row;
  return {
    ...{ id, status, rows, bytes, hash, error },
    ownerId: row.owner_id,
    kind: row.kind as ExportKind,
    format: row.format as ExportFormat,
    createdAt: new Date(row.created_at),
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
    isOpen: row.is_open === true,
  };
}
