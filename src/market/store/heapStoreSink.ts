import { companies } from '../datasets/companies.js';
import type { FactDataset } from '../datasets/dataset.js';
import type { Company } from '../facts.js';
import type { AdapterContext, GivenColumns } from '../imports/adapters/adapter.js';
import type { KnownMarket } from '../imports/columns.js';
import { completedCompanies } from '../imports/heap/completedCompanies.js';
import type { HeapSink } from '../imports/heap/walkHeap.js';
import type { FileFacts } from '../imports/readFile.js';
import { factsAsRecorded } from './recordFacts.js';
import { stockIds } from './stockIds.js';
import { storedIsins } from './storedIsins.js';
import { StoreSink } from './storeSink.js';

/** Stores the files of a heap. What their rows are checked against is read again only where a file changed it. */
export class HeapStoreSink extends StoreSink implements HeapSink {
  #known: Promise<KnownMarket> | null = null;
  #adapters: Promise<AdapterContext> | null = null;

  override known(): Promise<KnownMarket> {
    return (this.#known ??= super.known());
  }

  override async facts<Fact>(dataset: FactDataset<string, Fact>, read: FileFacts<Fact>): Promise<void> {
    await super.facts(dataset, read);
    if (dataset.stage === 'FACTS' || dataset.stage === 'ACTIONS') return;
    this.#known = null;
    this.#adapters = null;
  }

  adapterContext(): Promise<AdapterContext> {
    return (this.#adapters ??= this.#readAdapterContext());
  }

  async completed(read: FileFacts<Company>, given: GivenColumns): Promise<FileFacts<Company>> {
    const ids = await stockIds(this.client);
    const stored = companies.group(await factsAsRecorded(this.client, companies.table, ids));
    return completedCompanies(read, given, (ticker) => stored.get(ticker));
  }

  async #readAdapterContext(): Promise<AdapterContext> {
    const isins = await storedIsins(this.client, await stockIds(this.client));
    const tickers = new Map([...isins].flatMap(([ticker, own]) => [...own].map((isin) => [isin, ticker])));
    return { tickerOfIsin: (isin) => tickers.get(isin) ?? null, ticker: null };
  }
}
