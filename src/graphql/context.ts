import type { Books } from '../books/bookCache.js';
import type { Snapshot } from '../books/snapshot.js';
import type { Snapshots } from '../books/snapshots.js';
import type { Database } from '../database/database.js';
import type { LiveScores } from '../live/liveScores.js';
import type { RunWatcher } from '../live/runWatcher.js';
import type { Sectors } from '../market/sectors.js';
import type { Rescores } from '../runs/rescores.js';
import type { Recomputer } from '../runs/recomputer.js';
import type { Method } from '../scoring/method.js';
import { actionsLoader, barCountLoader, barsLoader } from './bar/barLoaders.js';
import { featuresLoader } from './features/featuresLoader.js';
import { fundamentalFactsLoader } from './fundamentals/fundamentalsLoader.js';
import { perOperation, type OperationRateLimits, type RateLimits } from './limits/rateLimit.js';
import type { OperationOutcome } from './operation/operations.js';
import { OperationBooks } from './operationBooks.js';
import { Reads } from './reads.js';
import { OperationRuns } from './run/operationRuns.js';
import { recomputedLoader, runListing, runLoader } from './run/runLoaders.js';
import { formerScoresLoader, scoreOfRunLoader } from './score/scoreLoaders.js';
import { historyCountLoader, historyLoader } from './score/historyLoaders.js';
import { momentumLoader, stocksPerSector } from './sector/sectorLoaders.js';
import { holdingsLoader } from './shareholding/shareholdingLoader.js';

/** What the market looks like to this process, beside what is stored. */
export interface MarketSettings {
  readonly sectors: Sectors;
  /** The method that new runs are scored with. */
  readonly method: Method;
  /** The text of its file. */
  readonly methodDocument: string;
}

/** What lives as long as the process. */
export interface Services extends MarketSettings {
  readonly database: Database;
  readonly snapshots: Snapshots;
  readonly books: Books;
  readonly recomputer: Pick<Recomputer, 'recompute' | 'isKept'>;
  readonly rateLimits: Pick<RateLimits, 'take'>;
  readonly live: LiveScores;
  readonly runWatcher: RunWatcher;
  readonly rescores: Pick<Rescores, 'request' | 'recordBars'>;
  /** The longest page. */
  readonly maxPage: number;
}

/** What resolvers read; everything is read once in an operation, and many of a kind with one statement. */
export interface GraphqlContext {
  readonly market: MarketSettings;
  readonly snapshot: Snapshot;
  readonly books: OperationBooks;
  readonly runs: OperationRuns;
  readonly live: LiveScores;
  readonly runWatcher: RunWatcher;
  readonly rescores: Pick<Rescores, 'request' | 'recordBars'>;
  readonly reads: Pick<Reads, 'counts' | 'signal'>;
  /** The longest page. */
  readonly maxPage: number;
  /** Who asks: an address. */
  readonly caller: string;
  readonly rateLimits: OperationRateLimits;
  /** Empty until the operation was executed. An object of its own, since Apollo executes with a copy of the context. */
  readonly outcome: { known?: OperationOutcome };
  readonly loaders: Loaders;
  readonly stocksPerSector: () => ReadonlyMap<string, number>;
}

export type Loaders = ReturnType<typeof createLoaders>;

/**
 * One for each operation.
 *
 * @param caller who asks: an address
 * @param known the newest snapshot where not given
 */
export async function createContext(
  services: Services,
  caller = 'unknown',
  known: Snapshot | null = null,
): Promise<GraphqlContext> {
  const snapshot = known ?? (await services.snapshots.newest());
  const reads = new Reads(services.database);
  const rateLimits = perOperation(services.rateLimits, caller);
  const runs: OperationRuns = new OperationRuns(snapshot, (id) => loaders.run.load(id));
  const loaders = createLoaders(services, reads, runs, rateLimits);
  return {
    market: services,
    snapshot,
    reads,
    outcome: {},
    maxPage: services.maxPage,
    caller,
    rateLimits,
    books: new OperationBooks(services.books, snapshot),
    runs,
    live: services.live,
    runWatcher: services.runWatcher,
    rescores: services.rescores,
    loaders,
    stocksPerSector: stocksPerSector(snapshot.companies, services.sectors),
  };
}

function createLoaders(
  { database, recomputer }: Services,
  reads: Reads,
  runs: OperationRuns,
  rateLimits: OperationRateLimits,
) {
  return {
    formerScores: formerScoresLoader(reads),
    scoreOfRun: scoreOfRunLoader(reads),
    history: historyLoader(reads),
    historyCount: historyCountLoader(reads),
    run: runLoader(database, reads),
    runs: runListing(database, reads),
    recomputed: recomputedLoader(recomputer, runs, rateLimits),
    bars: barsLoader(reads),
    barCount: barCountLoader(reads),
    actions: actionsLoader(database, reads),
    features: featuresLoader(reads),
    fundamentalFacts: fundamentalFactsLoader(database, reads),
    holdings: holdingsLoader(database, reads),
    momentum: momentumLoader(reads),
  };
}
