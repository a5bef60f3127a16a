import type pg from 'pg';
import { NO_ACTOR } from '../access/audit/auditEntry.js';
import { recordAudit } from '../access/audit/recordAudit.js';
import type { DocumentFiles } from '../companies/documents/store/documentFiles.js';
import { readMigrations } from '../database/readMigrations.js';
import { inTransaction, LOCKS } from '../database/transaction.js';
import { withConnection } from '../database/withConnection.js';
import { loadTable } from './loadTable.js';
import type { Manifest } from './manifest.js';
import { migrateTo } from './migrateTo.js';
import { namesOf } from './namesOf.js';
import { plainSession } from './plainSession.js';
import { readCatalogue, type Catalogue } from './readCatalogue.js';
import { requireEmpty } from './requireEmpty.js';
import { requireShape } from './requireShape.js';
import { restoreDocuments } from './restoreDocuments.js';
import { restoreSequences } from './restoreSequences.js';

export interface RestoreOptions {
  /** Where the files of documents are to be; left out: they are not restored. */
  readonly files?: Pick<DocumentFiles, 'stage' | 'put' | 'discard'>;
  /** Ends the work; the database stays empty. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the table that is loaded, and how many bytes of all files are done. */
  readonly onProgress?: (table: string, done: number, total: number) => void;
}

/**
 * Loads a backup into an empty database, with the schema that the backup was made of. All of it is one transaction, so that
 * the database holds either nothing or everything, however the work ends.
 *
 * @param pool of the role that is to own the schema
 * @param manifest of the backup, which was verified
 * @throws UserError if the database is not empty, or the backup does not fit its schema
 */
export async function restoreBackup(
  pool: pg.Pool,
  folder: string,
  manifest: Manifest,
  options: RestoreOptions = {},
): Promise<void> {
  const migrations = await readMigrations();
  await withConnection(pool, async (client) => {
    await plainSession(client);
    await inTransaction(client, async () => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.migrations]);
      await requireEmpty(client);
      await migrateTo(client, migrations, manifest.migrations.at(-1) ?? '');
      const catalogue = await readCatalogue(client);
      requireShape(catalogue, manifest);
      // First, because the ids of jobs are given anew.
      await restoreSequences(client, manifest);
      await fill(client, folder, catalogue.tables, manifest, options);
      await renew(client, manifest);
      const { files, signal } = options;
      // Files that no document has, because the rest fails, are removed in time.
      if (manifest.documents !== undefined && files !== undefined)
        await restoreDocuments(folder, files, signal);
      await client.query(`ANALYZE ${namesOf(catalogue.tables.map(({ name }) => name))}`);
    });
  });
}

async function fill(
  client: pg.ClientBase,
  folder: string,
  tables: Catalogue['tables'],
  manifest: Manifest,
  { signal, onProgress = () => undefined }: RestoreOptions,
): Promise<void> {
  const names = tables.map(({ name }) => name);
  const total = Object.values(manifest.tables).reduce((sum, { bytes }) => sum + bytes, 0);
  // Migrations have put rows into some.
  await client.query(`TRUNCATE ${namesOf(names)} CASCADE`);
  await client.query(names.map((name) => `ALTER TABLE ${namesOf([name])} DISABLE TRIGGER USER`).join('; '));
  let done = 0;
  for (const name of names) {
    const onBytes = (bytes: number) => onProgress(name, (done += bytes), total);
    await loadTable(client, folder, { name, ...manifest.tables[name] }, { signal, onBytes });
  }
  await client.query(names.map((name) => `ALTER TABLE ${namesOf([name])} ENABLE TRIGGER USER`).join('; '));
}

/** Gives the log of events another epoch, because clients may have cursors of events that the backup lacks. */
async function renew(client: pg.ClientBase, { takenAt, version }: Manifest): Promise<void> {
  await client.query('UPDATE event_log SET epoch = gen_random_uuid(), written_in = NULL');
  await recordAudit(client, {
    ...{ action: 'RESTORED', result: 'DONE', actor: NO_ACTOR },
    details: { takenAt, version },
  });
}
