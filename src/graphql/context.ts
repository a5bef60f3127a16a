import type { Books } from '../books/bookCache.js';
import type { Database } from '../database/database.js';
import type { Sectors } from '../market/sectors.js';
import type { Recomputer } from '../runs/recomputer.js';
import type { Method } from '../scoring/method.js';
import { actionsLoader, barCountLoader, barsLoader } from './bar/barLoaders.js';
import { featuresLoader } from './features/featuresLoader.js';
import { fundamentalFactsLoader } from './fundamentals/fundamentalsLoader.js';
import type { MethodStore } from './method/methodStore.js';
import { methodsOfRuns, recomputedLoader, runListing, runLoader } from './run/runLoaders.js';
import { bookLoader, newestScoreLoader, scoreOfRunLoader } from './score/scoreLoaders.js';
import { historyCountLoader, historyLoader } from './score/historyLoaders.js';
import { momentumLoader, stocksPerSector } from './sector/sectorLoaders.js';
import { holdingsLoader } from './shareholding/shareholdingLoader.js';
import { stockLoader } from './stock/stockLoader.js';

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
  readonly books: Books;
  readonly methods: MethodStore;
  readonly recomputer: Pick<Recomputer, 'recompute'>;
}

/** What resolvers read; everything is read once in an operation, and many of a kind with one statement. */
export interface GraphqlContext {
  readonly market: MarketSettings;
  readonly books: Pick<Books, 'ofRun'>;
  readonly loaders: Loaders;
}

export type Loaders = ReturnType<typeof createLoaders>;

/** One for each operation. */
export function createContext(services: Services): GraphqlContext {
  return { market: services, books: services.books, loaders: createLoaders(services) };
}

function createLoaders({ database, books, methods, recomputer, sectors }: Services) {
  const run = runLoader(database);
  return {
    book: bookLoader(books),
    stock: stockLoader(database),
    newestScore: newestScoreLoader(database),
    scoreOfRun: scoreOfRunLoader(database),
    history: historyLoader(database),
    historyCount: historyCountLoader(database),
    run,
    runs: runListing(database),
    methodOfRun: methodsOfRuns(run, methods),
    recomputed: recomputedLoader({ recomputer }),
    bars: barsLoader(database),
    barCount: barCountLoader(database),
    actions: actionsLoader(database),
    features: featuresLoader(database),
    fundamentalFacts: fundamentalFactsLoader(database),
    holdings: holdingsLoader(database),
    momentum: momentumLoader(database),
    stocksPerSector: stocksPerSector(database, sectors),
  };
}
