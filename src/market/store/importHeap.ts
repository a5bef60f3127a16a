import type pg from 'pg';
import { recordingFailure } from '../../access/audit/recordingFailure.js';
import { noteManyRows } from '../../database/statistics.js';
import { withLock } from '../../database/transaction.js';
import { DATASETS } from '../datasets/datasets.js';
import { ADAPTERS } from '../imports/adapters/adapters.js';
import { FolderUse } from '../imports/folderUse.js';
import { planHeap, type HeapPlan } from '../imports/heap/planHeap.js';
import { walkHeap } from '../imports/heap/walkHeap.js';
import { DEFAULT_LIMITS } from '../imports/importLimits.js';
import { sourceFiles, type SourceFile, type UnreadFile } from '../imports/sources/sourceFiles.js';
import { HeapStoreSink } from './heapStoreSink.js';
import { recordShippedCalendar, type ImportedFolder, type ImportOptions } from './importFolder.js';
import { requireKind } from './marketKind.js';
import { BY_IMPORT } from './recordBatch.js';

/** What a file of a heap was recognised as. */
export interface RecognisedFile {
  readonly file: string;
  /** What users call such a file. */
  readonly title: string;
  /** Whether any dataset can be read from such files. */
  readonly isNeeded: boolean;
}

export interface HeapImportOptions extends ImportOptions {
  /** The stock that files which name none are of. */
  readonly ticker?: string | null;
}

export interface ImportedHeap extends ImportedFolder {
  readonly recognised: readonly RecognisedFile[];
}

export interface SourcesOptions extends HeapImportOptions {
  /** What was taken so far of the limits of a folder. */
  readonly used?: FolderUse;
  /**
   * Looks at the files before anything of them is recorded, under the lock of facts.
   *
   * @throws UserError to refuse all of them
   */
  readonly check?: (plan: HeapPlan, sink: HeapStoreSink, client: pg.ClientBase) => Promise<void>;
}

/** Imports files, folders and zip files as exchanges and sites give them: see importSources. */
export async function importHeap(
  pool: pg.Pool,
  paths: readonly string[],
  options: HeapImportOptions,
): Promise<ImportedHeap> {
  const used = new FolderUse();
  const { limits = DEFAULT_LIMITS } = options;
  return importSources(pool, sourceFiles(paths, { limits, used }), { ...options, used });
}

/**
 * Imports source files into the store: finds out what each is, and records its rows as those of an import folder, each
 * dataset of a file in one transaction. Files that are refused, or that no adapter knows, do not keep the others out.
 *
 * @throws UserError where there is no file at all
 */
export async function importSources(
  pool: pg.Pool,
  sources: AsyncIterable<SourceFile | UnreadFile>,
  options: SourcesOptions,
): Promise<ImportedHeap> {
  const { today, adjusted = false, onRecorded, onFile, synthetic = false } = options;
  const plan = await planHeap(sources, ADAPTERS);
  const work = async (client: pg.PoolClient): Promise<ImportedHeap> => {
    await requireKind(client, synthetic);
    await recordShippedCalendar(client, onRecorded);
    const sink = new HeapStoreSink(client, { today, adjusted, onRecorded, onFile });
    await options.check?.(plan, sink, client);
    await walkHeap(plan.files, { used: new FolderUse(), ...options }, sink);
    const { files, refusedFiles } = sink;
    const written = files.reduce((sum, { inserted, updated }) => sum + inserted + updated, 0);
    await noteManyRows(client, written, ...DATASETS.map(({ table }) => table.name));
    return {
      files,
      refusedFiles: [
        ...plan.refused.map(({ name, error }) => ({ file: name, reason: error.message })),
        ...refusedFiles,
      ],
      ignored: plan.ignored,
      recognised: plan.files.map(({ name, adapter: { title, gives } }) => ({
        file: name,
        title,
        isNeeded: Object.keys(gives).length > 0,
      })),
    };
  };
  return recordingFailure(pool, BY_IMPORT, () => withLock(pool, 'facts', work));
}
