import { UserError } from '../../../userError.js';
import { companies } from '../../datasets/companies.js';
import type { Dataset, FactDataset } from '../../datasets/dataset.js';
import { IMPORT_ORDER } from '../../datasets/datasets.js';
import type { Company } from '../../facts.js';
import type { AdapterContext, GivenColumns } from '../adapters/adapter.js';
import { BARE_CONTEXT, type ImportContext } from '../columns.js';
import type { FolderUse } from '../folderUse.js';
import { DEFAULT_LIMITS } from '../importLimits.js';
import type { FileFacts } from '../readFile.js';
import type { FolderSink, ReadOptions } from '../walkFolder.js';
import { adaptedFacts, adaptedPrices } from './adaptedRows.js';
import { DaysRead } from './daysRead.js';
import type { PlannedFile } from './plannedFile.js';

/** Receives the files of a heap as those of a folder, and tells what adapters ask. */
export interface HeapSink extends FolderSink {
  adapterContext(): Promise<AdapterContext> | AdapterContext;
  /** Fills what a file of companies does not say with what is known. */
  completed(read: FileFacts<Company>, given: GivenColumns): Promise<FileFacts<Company>> | FileFacts<Company>;
}

/** How a heap is read. */
export interface HeapOptions extends ReadOptions {
  readonly used: FolderUse;
}

/**
 * Reads the files of a heap dataset by dataset, in the order of an import. Files of prices and indices are read from the
 * oldest day to the newest one. Where a file is refused, the others are read all the same.
 */
export async function walkHeap(
  files: readonly PlannedFile[],
  options: HeapOptions,
  sink: HeapSink,
): Promise<void> {
  const days = new DaysRead();
  const refused = new Set<PlannedFile>();
  for (const dataset of IMPORT_ORDER) {
    const giving = files.filter((one) => dataset.name in one.adapter.gives && !refused.has(one));
    for (const planned of byDay(giving)) {
      try {
        await readOne(planned, dataset, options, sink, days);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        refused.add(planned);
        await sink.refused(planned.name, error, dataset);
      }
    }
  }
}

/** Orders files by day; the adapters' order decides between files of one day. */
const byDay = (files: readonly PlannedFile[]): readonly PlannedFile[] =>
  [...files].sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : (a.day ?? '') > (b.day ?? '') ? 1 : 0));

async function readOne(
  planned: PlannedFile,
  dataset: Dataset,
  options: HeapOptions,
  sink: HeapSink,
  days: DaysRead,
): Promise<void> {
  await sink.begin?.(dataset, planned.name);
  const context = {
    rows: await contextOf(dataset, options, sink),
    market: await sink.adapterContext(),
    days,
  };
  if (dataset.kind === 'BARS') return sink.bars(await adaptedPrices(planned, context));
  const read = await adaptedFacts(planned, dataset, context);
  // A file that may give rows of a dataset, such as announcements, but gives none, is no import of it.
  if (isEmpty(read)) return;
  if (dataset.name !== companies.name) return sink.facts(dataset, read);
  const given = planned.adapter.gives[dataset.name];
  await sink.facts(
    dataset as FactDataset<string, Company>,
    await sink.completed(read as FileFacts<Company>, given),
  );
}

const isEmpty = ({ rows, given }: FileFacts<unknown>): boolean =>
  rows === 0 && given?.leftOut.length === 0 && given.flags.length === 0;

async function contextOf(
  { stage }: Dataset,
  { today, limits = DEFAULT_LIMITS, used }: HeapOptions,
  sink: HeapSink,
): Promise<ImportContext> {
  if (stage === 'CALENDAR' || stage === 'COMPANIES') return { ...BARE_CONTEXT, limits, used };
  return { ...(await sink.known()), today, defaultSource: 'PRIMARY', limits, used };
}
