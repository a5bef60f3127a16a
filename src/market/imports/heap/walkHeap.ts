import { UserError } from '../../../userError.js';
import type { Dataset, FactDataset } from '../../datasets/dataset.js';
import { IMPORT_ORDER } from '../../datasets/datasets.js';
import type { AdapterContext, GivenColumns } from '../adapters/adapter.js';
import { BARE_CONTEXT, type ImportContext } from '../columns.js';
import type { FolderUse } from '../folderUse.js';
import { DEFAULT_LIMITS } from '../importLimits.js';
import type { FileFacts } from '../readFile.js';
import type { FolderSink, ReadOptions } from '../walkFolder.js';
import { adaptedFacts, adaptedPrices } from './adaptedRows.js';
import { DaysRead } from './daysRead.js';
import type { PlannedFile } from './plannedFile.js';
import { requireBasisOf } from './requireBasisOf.js';

/** What the store knows of what adapters ask. */
export type StoreContext = Omit<AdapterContext, 'ticker'>;

/** Receives the files of a heap as those of a folder, and tells what adapters ask. */
export interface HeapSink extends FolderSink {
  adapterContext(): Promise<StoreContext> | StoreContext;
  /** Fills what a file does not say of its facts with what is known of them. */
  completed<Fact>(
    dataset: FactDataset<string, Fact>,
    read: FileFacts<Fact>,
    given: GivenColumns,
  ): Promise<FileFacts<Fact>>;
}

/** How a heap is read. */
export interface HeapOptions extends ReadOptions {
  readonly used: FolderUse;
  /** The stock that files which name none are of; null where it is not said. */
  readonly ticker?: string | null;
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
  const done = new Set<PlannedFile>();
  const refused = new Set<PlannedFile>();
  for (const dataset of IMPORT_ORDER) {
    const giving = files.filter((one) => dataset.name in one.adapter.gives && !refused.has(one));
    for (const planned of dataset.kind === 'BARS' ? byDay(giving) : giving) {
      const isLast = datasetsOf(planned).at(-1) === dataset;
      try {
        if (await readOne(planned, dataset, options, sink, days)) done.add(planned);
        else if (isLast && !done.has(planned)) throw empty(planned);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        refused.add(planned);
        days.release(planned.adapter.market, dataset.name, planned);
        await sink.refused(planned.name, error, dataset);
      }
    }
  }
}

/** Returns the datasets that a file may give, in the order of an import. */
const datasetsOf = ({ adapter }: PlannedFile): readonly Dataset[] =>
  IMPORT_ORDER.filter(({ name }) => name in adapter.gives);

const empty = ({ name, adapter }: PlannedFile): UserError =>
  new UserError(
    `${name} has the header of ${adapter.title}, but no rows: expected some. Fetch it again; nothing was taken.`,
  );

/** Orders files by day; the adapters' order decides between files of one day. */
const byDay = (files: readonly PlannedFile[]): readonly PlannedFile[] =>
  [...files].sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : (a.day ?? '') > (b.day ?? '') ? 1 : 0));

/** @returns false where the file has no rows of the dataset */
async function readOne(
  planned: PlannedFile,
  dataset: Dataset,
  options: HeapOptions,
  sink: HeapSink,
  days: DaysRead,
): Promise<boolean> {
  if (dataset.kind === 'BARS') requireBasisOf(planned, options.adjusted ?? false);
  await sink.begin?.(dataset, planned.name);
  const context = {
    rows: await contextOf(dataset, options, sink),
    market: { ...(await sink.adapterContext()), ticker: options.ticker ?? null },
    days,
  };
  if (dataset.kind === 'BARS') {
    const read = await adaptedPrices(planned, context);
    if (!isEmpty(read)) await sink.bars(read);
    return !isEmpty(read);
  }
  const read = await adaptedFacts(planned, dataset, context);
  if (isEmpty(read)) return false;
  await sink.facts(dataset, await sink.completed(dataset, read, planned.adapter.gives[dataset.name]));
  return true;
}

const isEmpty = ({ rows, given }: Pick<FileFacts<unknown>, 'rows' | 'given'>): boolean =>
  rows === 0 && given?.leftOut.length === 0 && given.flags.length === 0;

export async function contextOf(
  { stage }: Dataset,
  { today, limits = DEFAULT_LIMITS, used }: HeapOptions,
  sink: HeapSink,
): Promise<ImportContext> {
  if (stage === 'CALENDAR' || stage === 'COMPANIES') return { ...BARE_CONTEXT, today, limits, used };
  return { ...(await sink.known()), today, defaultSource: 'PRIMARY', limits, used };
}
