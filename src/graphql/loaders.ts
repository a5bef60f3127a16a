import type { Snapshot } from '../books/snapshot.js';
import type { DocumentSearch } from '../companies/search/documentSearch.js';
import type { MarketFigures } from '../companies/store/marketFigures.js';
import type { PeerMarkets } from '../companies/store/peerMarkets.js';
import type { Database } from '../database/database.js';
import type { DatabaseClock } from '../database/databaseClock.js';
import type { Feed } from '../market/feeds/feed.js';
import type { Sectors } from '../market/sectors.js';
import type { AttributedChanges } from '../runs/reproduce/attributedChanges.js';
import type { ExplainedStocks } from '../runs/reproduce/explainedStocks.js';
import type { Recomputer } from '../runs/reproduce/recomputer.js';
import type { OperationRateLimits } from './limits/rateLimit.js';
import type { Reads } from './reads.js';

/** What the loaders of one operation read from. */
export interface LoaderSources {
  /** Builds statements; `reads` sends them. */
  readonly database: Pick<Database, 'db'>;
  /** The time by which credentials expire. */
  readonly clock: DatabaseClock;
  readonly reads: Pick<Reads, 'charge' | 'counts' | 'outOfTurn' | 'rows' | 'signal'>;
  readonly snapshot: Pick<
    Snapshot,
    'batch' | 'companies' | 'classificationsOf' | 'company' | 'listings' | 'method' | 'symbols' | 'tickerOf'
  >;
  readonly sectors: Sectors;
  readonly feeds: readonly Feed[];
  readonly marketFigures: Pick<MarketFigures, 'of'>;
  readonly peerMarkets: Pick<PeerMarkets, 'isKept' | 'of'>;
  readonly documentSearch: Pick<DocumentSearch, 'search'>;
  readonly recomputer: Pick<Recomputer, 'recompute' | 'isKept'>;
  readonly explainedStocks: Pick<ExplainedStocks, 'explain' | 'isKept'>;
  readonly attributedChanges: Pick<AttributedChanges, 'explain' | 'isKept'>;
  readonly rateLimits: OperationRateLimits;
}

/** Makes a loader for one operation. It stands in the folder of the noun that it loads. */
export type LoaderFactory<Loader> = (sources: LoaderSources) => Loader;

/**
 * The loaders of one operation. Each is made when a resolver first asks for it, and kept until the operation ends, so
 * that all resolvers share what was read.
 *
 * @example
 * const rows = await context.loaders.get(historyLoader).load(key);
 */
export class Loaders {
  readonly #sources: LoaderSources;
  readonly #made: Map<LoaderFactory<unknown>, unknown>;

  /** @param made loaders to use instead of calling their factories */
  constructor(sources: LoaderSources, made: Iterable<readonly [LoaderFactory<unknown>, unknown]> = []) {
    this.#sources = sources;
    this.#made = new Map(made);
  }

  /** Returns the operation's loader from a factory: the same one at every call. */
  get<Loader>(factory: LoaderFactory<Loader>): Loader {
    let loader = this.#made.get(factory) as Loader | undefined;
    if (loader === undefined) this.#made.set(factory, (loader = factory(this.#sources)));
    return loader;
  }
}
