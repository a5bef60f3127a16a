import type pg from 'pg';
import type { UserError } from '../../userError.js';
import type { Dataset, FactDataset } from '../datasets/dataset.js';
import { prices } from '../datasets/prices.js';
import { withdrawals } from '../datasets/withdrawals.js';
import type { Withdrawal } from '../facts.js';
import type { KnownMarket } from '../imports/columns.js';
import type { PricesFile } from '../imports/prices.js';
import type { FileFacts } from '../imports/readFile.js';
import type { FolderSink } from '../imports/walkFolder.js';
import { knownMarket } from './knownMarket.js';
import { keepBasis, requireBasis } from './marketKind.js';
import { recordBatch, type BatchChanges, type ImportedFile, type OnRecorded } from './recordBatch.js';
import { recordDataset } from './recordDataset.js';
import { recordPrices } from './recordPrices.js';
import { recordWithdrawals } from './recordWithdrawals.js';
import { stockIds } from './stockIds.js';

/** Stores the files of a folder, each as one batch in one transaction. */
export class StoreSink implements FolderSink {
  readonly files: ImportedFile[] = [];
  readonly refusedFiles: { readonly file: string; readonly reason: string }[] = [];

  /** @param client holds the lock of facts */
  constructor(
    private readonly client: pg.ClientBase,
    private readonly options: { readonly adjusted: boolean; readonly onRecorded?: OnRecorded | undefined },
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
      dataset.name === withdrawals.name
        ? recordWithdrawals(this.client, read as unknown as FileFacts<Withdrawal>, batch)
        : recordDataset(this.client, dataset, read, batch),
    );
  }

  async bars(read: PricesFile): Promise<void> {
    await this.#record(prices.name, read, async (batch) => {
      if (read.bars.size > 0) await keepBasis(this.client, this.options.adjusted);
      return recordPrices(this.client, read, await stockIds(this.client), batch);
    });
  }

  refused(file: string, { message }: UserError): void {
    this.refusedFiles.push({ file, reason: message });
  }

  async #record(
    dataset: string,
    { file, rows, refusals }: Omit<FileFacts<unknown>, 'facts' | 'lines'>,
    record: (batch: number) => Promise<BatchChanges>,
  ): Promise<void> {
    const given = { dataset, source: file, rows, refusals };
    this.files.push(await recordBatch(this.client, given, record, this.options.onRecorded));
  }
}
