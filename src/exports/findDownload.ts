import { sql, type SqlBool } from 'kysely';
import { owned } from '../access/owned.js';
import type { Database } from '../database/database.js';
import type { DatabaseClock } from '../database/databaseClock.js';
import type { ExportFormat } from './exportFormats.js';
import { FORMATS } from './formats/formats.js';

/** The file that a link downloads. */
export interface Download {
  /** Its name in the folder. */
  readonly file: string;
  /** The name that it is saved under. */
  readonly savedAs: string;
  readonly contentType: string;
  readonly bytes: number;
  /** SHA-256, 64 hexadecimal digits. */
  readonly hash: string;
  /** Whether it is still kept, and its owner is active. */
  readonly isOpen: boolean;
}

/** Finds the file of an export of any user, for a link with our signature; null: it is gone, or not made. */
export async function findDownload(
  db: Database['db'],
  clock: DatabaseClock,
  id: number,
): Promise<Download | null> {
  const row = await db
    .selectFrom('exports as export')
    .innerJoin('users as owner', 'owner.id', 'export.owner_id')
    .where(owned('export', 'EVERYBODY'))
    .where('export.id', '=', id)
    .where('export.status', '=', 'SUCCEEDED')
    .select([
      'export.file',
      'export.kind',
      'export.format',
      'export.bytes',
      'export.hash',
      sql<string>`export.arguments ->> 'from'`.as('from'),
      sql<string>`export.arguments ->> 'to'`.as('to'),
      sql<SqlBool>`owner.active AND export.expires_at > ${clock.now()}`.as('is_open'),
    ])
    .executeTakeFirst();
  if (row === undefined) return null;
  const { extension, contentType } = FORMATS[row.format as ExportFormat];
  const name = row.kind.toLowerCase().replace('_', '-');
  return {
    file: row.file,
    savedAs: `greyoak-${name}-${row.from}-${row.to}.${extension}`,
    contentType,
    bytes: row.bytes ?? 0,
    hash: row.hash ?? '',
    isOpen: row.is_open === true,
  };
}
