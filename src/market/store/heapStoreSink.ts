import { actions } from '../datasets/actions.js';
import { companies } from '../datasets/companies.js';
import type { FactDataset } from '../datasets/dataset.js';
import { events } from '../datasets/events.js';
import { shareholding } from '../datasets/shareholding.js';
import { symbols } from '../datasets/symbols.js';
import { dayOf } from '../day.js';
import type { Action, Company, CompanyEvent, FormerSymbol, Shareholding } from '../facts.js';
import type { GivenColumns } from '../imports/adapters/adapter.js';
import type { KnownMarket } from '../imports/columns.js';
import { completedActions } from '../imports/heap/completedActions.js';
import { completedCompanies } from '../imports/heap/completedCompanies.js';
import { completedEvents } from '../imports/heap/completedEvents.js';
import { completedHoldings } from '../imports/heap/completedHoldings.js';
import { completedSymbols } from '../imports/heap/completedSymbols.js';
import { tickersByName } from '../imports/heap/tickersByName.js';
import type { HeapSink, StoreContext } from '../imports/heap/walkHeap.js';
import type { FileFacts } from '../imports/readFile.js';
import { factsAsRecorded } from './recordFacts.js';
import { stockIds } from './stockIds.js';
import { storedIsins } from './storedIsins.js';
import { storedClosesAround } from './storedClosesAround.js';
import { StoreSink } from './storeSink.js';
import { wasTraded } from './wasTraded.js';

/** Stores the files of a heap. What their rows are checked against is read again only where a file changed it. */
export class HeapStoreSink extends StoreSink implements HeapSink {
  #known: Promise<KnownMarket> | null = null;
  #adapters: Promise<StoreContext> | null = null;

  override known(): Promise<KnownMarket> {
    return (this.#known ??= super.known());
  }

  override async facts<Fact>(dataset: FactDataset<string, Fact>, read: FileFacts<Fact>): Promise<void> {
    await super.facts(dataset, read);
    if (dataset.stage === 'FACTS' || dataset.stage === 'ACTIONS') return;
    this.#known = null;
    this.#adapters = null;
  }

  adapterContext(): Promise<StoreContext> {
    return (this.#adapters ??= this.#readAdapterContext());
  }

  async completed<Fact>(
    dataset: FactDataset<string, Fact>,
    read: FileFacts<Fact>,
    given: GivenColumns,
  ): Promise<FileFacts<Fact>> {
    return (await this.#completed(dataset, read, given)) as FileFacts<Fact>;
  }

  async #completed(
    dataset: FactDataset,
    read: FileFacts<unknown>,
    given: GivenColumns,
  ): Promise<FileFacts<unknown>> {
    switch (dataset.name) {
      case companies.name: {
        const stored = companies.group(await this.#stored(companies));
        return completedCompanies(read as FileFacts<Company>, given, (ticker) => stored.get(ticker));
      }
      case symbols.name: {
        const known = new Set((await this.#stored(companies)).map(({ ticker }) => ticker));
        return completedSymbols(read as FileFacts<FormerSymbol>, await this.#stored(symbols), known);
      }
      case actions.name: {
        const stored = await this.#byKey(actions);
        return completedActions(read as FileFacts<Action>, (action) => stored.get(actions.keyOf(action)));
      }
      case events.name: {
        const stored = await this.#byKey(events);
        return completedEvents(read as FileFacts<CompanyEvent>, (event) => stored.get(events.keyOf(event)));
      }
      case shareholding.name: {
        const stored = shareholding.group(await this.#stored(shareholding));
        return completedHoldings(
          read as FileFacts<Shareholding>,
          given,
          (ticker) => stored.get(ticker) ?? [],
        );
      }
      default:
        return read;
    }
  }

  async #stored<Fact>({ table }: FactDataset<string, Fact>): Promise<Fact[]> {
    return factsAsRecorded(this.client, table, await stockIds(this.client));
  }

  async #byKey<Fact>(dataset: FactDataset<string, Fact>): Promise<ReadonlyMap<string, Fact>> {
    return new Map((await this.#stored(dataset)).map((fact) => [dataset.keyOf(fact), fact]));
  }

  async #readAdapterContext(): Promise<StoreContext> {
    const ids = await stockIds(this.client);
    const isins = await storedIsins(this.client, ids);
    const tickers = new Map([...isins].flatMap(([ticker, own]) => [...own].map((isin) => [isin, ticker])));
    const named = tickersByName(await this.#stored(companies));
    return {
      tickerOfIsin: (isin) => tickers.get(isin) ?? null,
      tickerOfName: named,
      wasTraded: (day) => wasTraded(this.client, dayOf(day)),
      closesAround: (day) => storedClosesAround(this.client, ids, dayOf(day)),
    };
  }
}
