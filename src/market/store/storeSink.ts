import type pg from 'pg';
import type { Day } from '../../scoring/names.js';
import type { UserError } from '../../userError.js';
import type { Dataset, FactDataset } from '../datasets/dataset.js';
import { prices } from '../datasets/prices.js';
import type { KnownMarket } from '../imports/columns.js';
import type { PricesFile } from '../imports/prices.js';
import type { FileFacts } from '../imports/readFile.js';
import type { FolderSink } from '../imports/walkFolder.js';
import { knownMarket } from './knownMarket.js';
import { keepBasis, requireBasis } from './marketKind.js';
import { recordBatch, type BatchChanges, type ImportedFile, type OnRecorded } from './recordBatch.js';
import { recordFile } from './recordFile.js';
import { recordPrices } from './recordPrices.js';
import { stockIds } from './stockIds.js';

interface StoreSinkOptions {
  /** The day of import in India. */
  readonly today: Day;
  readonly adjusted: boolean;
  readonly onRecorded?: OnRecorded | undefined;
  /** Called with each file when it is committed. */
  readonly onFile?: ((file: ImportedFile) => void) | undefined;
}
const NO_CHANGES: BatchChanges = { inserted: 0, updated: 0, touchesFrom: null };

/** Stores the files of a folder, each as one batch in one transaction. */
export class StoreSink implements FolderSink {
  readonly files: ImportedFile[] = [];
  readonly refusedFiles: { readonly file: string; readonly reason: string }[] = [];

  /** @param client holds the lock of facts */
  constructor(
    protected readonly client: pg.ClientBase,
    private readonly options: StoreSinkOptions,
  ) {}

  known(): Promise<KnownMarket> {
    return knownMarket(this.client);
  }

  async begin({ kind }: Dataset, file: string): Promise<void> {
    // A file of prices takes seconds to read: it is refused before that.
    if (kind === 'BARS') await requireBasis(this.client, file, this.options.adjusted);
  }

  async facts<Fact>(dataset: FactDataset<string, Fact>, read: FileFacts<Fact>): Promise<void> {
    await this.#record(dataset.name, read, (batch) =>
      recordFile(this.client, dataset, read, batch, this.options.today),
    );
  }

  async bars(read: PricesFile): Promise<void> {
    await this.#record(prices.name, read, async (batch) => {
      if (read.bars.size > 0) await keepBasis(this.client, this.options.adjusted);
      return recordPrices(this.client, read, await stockIds(this.client), batch);
    });
  }

  /** Records a batch without rows that says why, so that `imports` shows the file. */
  async refused(file: string, { message }: UserError, { name }: Dataset): Promise<void> {
    this.refusedFiles.push({ file, reason: message });
    const given = { dataset: name, source: file, rows: 0, refusals: [], error: message };
    await recordBatch(this.client, given, () => Promise.resolve(NO_CHANGES));
  }

  async #record(
    dataset: string,
    { file, rows, refusals, given: as }: Omit<FileFacts<unknown>, 'facts' | 'lines'>,
    record: (batch: number) => Promise<BatchChanges>,
  ): Promise<void> {
    const given = { dataset, source: file, rows, refusals, ...as };
    const imported = await recordBatch(this.client, given, record, this.options.onRecorded);
    this.files.push(imported);
    this.options.onFile?.(imported);
  }
}
