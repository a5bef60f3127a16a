import type { UserError } from '../../../userError.js';
import { TradingCalendar } from '../../calendar.js';
import type { Dataset, FactDataset } from '../../datasets/dataset.js';
import { prices } from '../../datasets/prices.js';
import type { Company } from '../../facts.js';
import { NO_SYMBOLS } from '../../formerSymbols.js';
import type { AdapterContext } from '../adapters/adapter.js';
import { ADAPTERS } from '../adapters/adapters.js';
import type { KnownMarket } from '../columns.js';
import { FolderUse } from '../folderUse.js';
import { DEFAULT_LIMITS } from '../importLimits.js';
import { nseCalendar } from '../nseCalendar.js';
import type { PricesFile } from '../prices.js';
import type { FileFacts, GivenAs } from '../readFile.js';
import type { Refusal } from '../refusal.js';
import { sourceFiles } from '../sources/sourceFiles.js';
import type { ReadOptions } from '../walkFolder.js';
import { planHeap } from './planHeap.js';
import { walkHeap, type HeapSink } from './walkHeap.js';

/** What one file gives of one dataset. */
export interface CheckedFile {
  readonly file: string;
  /** What users call such a file. */
  readonly title: string;
  readonly dataset: string;
  /** Rows of the dataset, refused ones included. */
  readonly rows: number;
  readonly refusals: readonly Refusal[];
  readonly given: GivenAs;
}

export interface CheckedHeap {
  readonly files: readonly CheckedFile[];
  readonly refusedFiles: readonly { readonly file: string; readonly reason: string }[];
  readonly ignored: readonly string[];
}

/**
 * Reads files, folders and zip files of exchanges and sites without a store: what each is, and which of its rows break a rule.
 * Because no store says which stocks are listed, none is left out as unknown.
 *
 * @throws UserError where a path does not exist
 */
export async function checkHeap(paths: readonly string[], options: ReadOptions): Promise<CheckedHeap> {
  const used = new FolderUse();
  const { limits = DEFAULT_LIMITS } = options;
  const plan = await planHeap(sourceFiles(paths, { limits, used }), ADAPTERS);
  const sink = new CountingSink(new TradingCalendar(await nseCalendar()));
  await walkHeap(plan.files, { ...options, used }, sink);
  const titles = new Map(plan.files.map(({ name, adapter }) => [name, adapter.title]));
  const refused = plan.refused.map(({ name, error }) => ({ file: name, reason: error.message }));
  return {
    files: sink.files.map((checked) => ({ ...checked, title: titles.get(checked.file) ?? '' })),
    refusedFiles: [...refused, ...sink.refusedFiles],
    ignored: plan.ignored,
  };
}

class CountingSink implements HeapSink {
  readonly files: Omit<CheckedFile, 'title'>[] = [];
  readonly refusedFiles: { readonly file: string; readonly reason: string }[] = [];

  constructor(private readonly calendar: TradingCalendar) {}

  known(): KnownMarket {
    const closedBecause = (day: number) => this.calendar.closedBecause(day);
    return { knownTickers: null, symbols: NO_SYMBOLS, closedBecause };
  }

  adapterContext(): AdapterContext {
    return { tickerOfIsin: () => null, ticker: null };
  }

  completed(read: FileFacts<Company>): FileFacts<Company> {
    return read;
  }

  facts<Fact>({ name }: FactDataset<string, Fact>, read: FileFacts<Fact>): void {
    this.#count(name, read);
  }

  bars(read: PricesFile): void {
    this.#count(prices.name, read);
  }

  refused(file: string, { message }: UserError, _dataset: Dataset): void {
    this.refusedFiles.push({ file, reason: message });
  }

  #count(
    dataset: string,
    { file, rows, refusals, given }: Omit<FileFacts<unknown>, 'facts' | 'lines'>,
  ): void {
    if (given !== undefined) this.files.push({ file, dataset, rows, refusals, given });
  }
}
