import type pg from 'pg';
import { recordingFailure } from '../../access/audit/recordingFailure.js';
import { noteManyRows } from '../../database/statistics.js';
import { withLock } from '../../database/transaction.js';
import { DATASETS } from '../datasets/datasets.js';
import { holidays } from '../datasets/holidays.js';
import { findFiles } from '../imports/findFiles.js';
import { nseCalendar } from '../imports/nseCalendar.js';
import { walkFolder, type ReadOptions } from '../imports/walkFolder.js';
import { requireKind } from './marketKind.js';
import { BY_IMPORT, recordBatch, type ImportedFile, type OnRecorded } from './recordBatch.js';
import { recordDataset } from './recordDataset.js';
import { factsAsRecorded } from './recordFacts.js';
import { stockIds } from './stockIds.js';
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
  /** Called with each batch that touches scores, in its transaction. */
  readonly onRecorded?: OnRecorded | undefined;
  /** Called with each file when it is committed. */
  readonly onFile?: ((file: ImportedFile) => void) | undefined;
}

/**
 * Imports a folder into the store (docs/import.md), each file in one transaction, which records it in the audit. Stored features that depend on what
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
  const { today, adjusted = false, onRecorded, onFile, synthetic = false } = options;
  const work = async (client: pg.PoolClient): Promise<ImportedFolder> => {
    await requireKind(client, synthetic);
    await recordShippedCalendar(client, onRecorded);
    const sink = new StoreSink(client, { today, adjusted, onRecorded, onFile });
    await walkFolder(found, options, sink);
    const { files, refusedFiles } = sink;
    const written = files.reduce((sum, { inserted, updated }) => sum + inserted + updated, 0);
    await noteManyRows(client, written, ...DATASETS.map(({ table }) => table.name));
    return { files, refusedFiles, ignored: found.ignored };
  };
  return recordingFailure(pool, BY_IMPORT, () => withLock(pool, 'facts', work));
}

/** Records the calendar that is shipped with the program, as a batch, where the store does not have it yet. */
export async function recordShippedCalendar(client: pg.ClientBase, onRecorded?: OnRecorded): Promise<void> {
  const shipped = await nseCalendar();
  const stored = await factsAsRecorded(client, holidays.table, await stockIds(client));
  const known = new Map(stored.filter((entry) => entry.shipped).map((entry) => [entry.day, entry]));
  const isKnown = shipped.every(({ day, kind, name }) => {
    const entry = known.get(day);
    return entry?.kind === kind && entry.name === name;
  });
  if (isKnown) return;
  const given = { dataset: holidays.name, source: 'calendar/nse.csv', rows: shipped.length, refusals: [] };
  const read = { file: given.source, facts: shipped, lines: shipped.map(() => 0) };
  await recordBatch(client, given, (batch) => recordDataset(client, holidays, read, batch), onRecorded);
}
