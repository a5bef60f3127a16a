import { basename } from 'node:path';
import type { Day } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import type { Dataset, FactDataset } from '../datasets/dataset.js';
import { IMPORT_ORDER } from '../datasets/datasets.js';
import type { Source } from '../facts.js';
import { BARE_CONTEXT, type ImportContext, type KnownMarket } from './columns.js';
import type { FolderFiles } from './findFiles.js';
import { FolderUse } from './folderUse.js';
import { DEFAULT_LIMITS, type ImportLimits } from './importLimits.js';
import { readPrices, type PricesFile } from './prices.js';
import { readFacts, type FileFacts } from './readFile.js';

/** How an import folder is read. */
export interface ReadOptions {
  /** The day of import in India. */
  readonly today: Day;
  /** Whether prices are given as adjusted. Actions are then read, but not applied to them. */
  readonly adjusted?: boolean;
  /** The source of the prices; PRIMARY where it is not given. Rows of other files name their own. */
  readonly source?: Source;
  /** DEFAULT_LIMITS where they are not given. */
  readonly limits?: ImportLimits;
  /** Called with progress: the bytes of all files that were read so far, and their sum. */
  readonly onProgress?: (file: string, read: number, total: number) => void;
}

/** Receives the files of a folder, one after the other. */
export interface FolderSink {
  /** Returns what the rows of facts are checked against, once the calendar and the companies were taken. */
  known(): Promise<KnownMarket> | KnownMarket;
  /**
   * Called before a file is read.
   *
   * @throws UserError to refuse the file as a whole, unread
   */
  begin?(dataset: Dataset, file: string): Promise<void>;
  facts<Fact>(dataset: FactDataset<string, Fact>, read: FileFacts<Fact>): Promise<void> | void;
  bars(read: PricesFile): Promise<void> | void;
  /** Called with a file that was refused as a whole. A sink that throws ends the walk. */
  refused(file: string, error: UserError, dataset: Dataset): Promise<void> | void;
}

/**
 * Reads the files of an import folder in the order of an import, and passes each to a sink. Where the calendar or the
 * companies are refused as a whole, nothing else is read.
 */
export async function walkFolder(
  { paths, bytes }: FolderFiles,
  options: ReadOptions,
  sink: FolderSink,
): Promise<void> {
  const used = new FolderUse();
  let read = 0;
  for (const dataset of IMPORT_ORDER) {
    const path = paths.get(dataset.name);
    if (path === undefined) continue;
    const file = basename(path);
    const onBytes = (size: number) => options.onProgress?.(file, (read += size), bytes);
    try {
      await sink.begin?.(dataset, file);
      const context = await contextOf(dataset, options, sink, used);
      if (dataset.kind === 'BARS') await sink.bars(await readPrices(path, context, onBytes));
      else await sink.facts(dataset, await readFacts(path, dataset, context, onBytes));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      await sink.refused(file, error, dataset);
      if (isBasis(dataset)) return;
    }
  }
}

/** Whether the rows of other datasets are checked against this one. */
const isBasis = ({ stage }: Dataset): boolean => stage === 'CALENDAR' || stage === 'COMPANIES';

async function contextOf(
  dataset: Dataset,
  { today, source = 'PRIMARY', limits = DEFAULT_LIMITS }: ReadOptions,
  sink: FolderSink,
  used: FolderUse,
): Promise<ImportContext> {
  if (isBasis(dataset)) return { ...BARE_CONTEXT, today, limits, used };
  return {
    ...(await sink.known()),
    today,
    defaultSource: dataset.kind === 'BARS' ? source : 'PRIMARY',
    limits,
    used,
  };
}
