import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { DocumentFiles } from '../companies/documents/store/documentFiles.js';
import { dbOver } from '../database/dbOver.js';
import { readMigrations } from '../database/readMigrations.js';
import { recordedMigrations } from '../database/recordedMigrations.js';
import { LOCKS } from '../database/transaction.js';
import { withConnection } from '../database/withConnection.js';
import { newFolder } from '../newFolder.js';
import { VERSION } from '../version.js';
import { FORMAT, MANIFEST, type Manifest, type TableFile } from './manifest.js';
import { plainSession } from './plainSession.js';
import { readCatalogue, type Catalogue } from './readCatalogue.js';
import { requireKnown } from './requireKnown.js';
import { canonicalHash } from '../canonicalHash.js';
import { writeDocuments } from './writeDocuments.js';
import { writeTable } from './writeTable.js';

export interface BackupOptions {
  /** Where the files of documents are; left out: they are not in the backup. */
  readonly files?: Pick<DocumentFiles, 'get'>;
  /** Ends the work; what was written is removed. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the table that is written, and how many of the bytes of all tables are done. */
  readonly onProgress?: (table: string, done: number, total: number) => void;
}

/**
 * Writes all that the store holds at one moment into a new folder, while others read and write. The folder has its name
 * only when it is complete and on the disk.
 *
 * @param pool of the owner of the schema, which may be older than this program
 * @throws UserError where the folder exists, or the schema is missing or newer
 */
export async function writeBackup(
  pool: pg.Pool,
  folder: string,
  options: BackupOptions = {},
): Promise<Manifest> {
  return newFolder(
    folder,
    async (path) => {
      const manifest = await withConnection(pool, (client) => writeTables(client, path, options));
      const text = JSON.stringify({ ...manifest, seal: canonicalHash(manifest) }, null, 2);
      await writeFile(join(path, MANIFEST), `${text}\n`, { flag: 'wx', mode: 0o600, flush: true });
      return manifest;
    },
    0o700,
  );
}

async function writeTables(
  client: pg.ClientBase,
  folder: string,
  { files, signal, onProgress = () => undefined }: BackupOptions,
): Promise<Manifest> {
  await plainSession(client);
  // Until this connection ends, the schema stays as it is. The snapshot is taken after the wait.
  await client.query('SELECT pg_advisory_lock_shared($1)', [LOCKS.migrations]);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const migrations = await recordedMigrations(dbOver(client));
  requireKnown(migrations, await readMigrations(), 'the database');
  const { rows } = await client.query<Pick<Manifest, 'postgres'> & { takenAt: Date }>(
    `SELECT now() AS "takenAt", current_setting('server_version') AS postgres`,
  );
  const { tables, sequences } = await readCatalogue(client);
  return {
    ...{ program: 'greyoak backup', format: FORMAT, version: VERSION, migrations: [...migrations] },
    ...{ postgres: rows[0].postgres, takenAt: rows[0].takenAt.toISOString(), sequences },
    tables: await writeEach(client, folder, tables, { signal, onProgress }),
    ...(files !== undefined &&
      tables.some(({ name }) => name === 'documents') && {
        documents: await writeDocuments(client, folder, files, signal),
      }),
  };
}

async function writeEach(
  client: pg.ClientBase,
  folder: string,
  tables: Catalogue['tables'],
  { signal, onProgress }: BackupOptions & Required<Pick<BackupOptions, 'onProgress'>>,
): Promise<Record<string, TableFile>> {
  const total = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const written: Record<string, TableFile> = {};
  let before = 0;
  for (const table of tables) {
    signal?.throwIfAborted();
    // COPY sends more or fewer bytes than the table has on the disk.
    const onBytes = (bytes: number) => onProgress(table.name, before + Math.min(bytes, table.bytes), total);
    written[table.name] = await writeTable(client, folder, table, { signal, onBytes });
    before += table.bytes;
  }
  return written;
}
