import type pg from 'pg';
import { noteManyRows } from '../../database/statistics.js';
import { withLock } from '../../database/transaction.js';
import { DATASETS } from '../datasets/datasets.js';
import { findFiles } from '../imports/findFiles.js';
import { walkFolder, type ReadOptions } from '../imports/walkFolder.js';
import { requireKind } from './marketKind.js';
import type { ImportedFile } from './recordBatch.js';
import { recordShippedCalendar } from './recordShippedCalendar.js';
import { StoreSink } from './storeSink.js';

/** What became of the files of a folder. */
export interface ImportedFolder {
  readonly files: readonly ImportedFile[];
  /** Files that were refused as a whole, and why. Nothing of them is stored. */
  readonly refusedFiles: readonly { readonly file: string; readonly reason: string }[];
  /** CSV files in the folder that are no part of the format. */
  readonly ignored: readonly string[];
}

export interface ImportOptions extends ReadOptions {
  /** Whether this is the sample market. */
  readonly synthetic?: boolean;
  /** Whether scores that the files touch are queued to be computed again; true where it is not given. */
  readonly rescore?: boolean;
}

/**
 * Imports a folder into the store (docs/import.md), each file in one transaction. Stored features that depend on what
 * changed are noted as stale; updateFeatures brings them up to date.
 *
 * @throws UserError where the folder as a whole is refused
 */
export async function importFolder(
  pool: pg.Pool,
  folder: string,
  options: ImportOptions,
): Promise<ImportedFolder> {
  const found = await findFiles(folder);
  const { adjusted = false, rescore = true, synthetic = false } = options;
  return withLock(pool, 'facts', async (client) => {
    await requireKind(client, synthetic);
    await recordShippedCalendar(client, rescore);
    const sink = new StoreSink(client, { adjusted, rescore });
    await walkFolder(found, options, sink);
    const { files, refusedFiles } = sink;
    const written = files.reduce((sum, { inserted, updated }) => sum + inserted + updated, 0);
    await noteManyRows(client, written, ...DATASETS.map(({ table }) => table.name));
    return { files, refusedFiles, ignored: found.ignored };
  });
}
