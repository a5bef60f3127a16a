import type { Database } from '../database/database.js';
import { loadDayBooks, type BookKey, type DayBook } from './dayBook.js';
import { KeptBooks } from './keptBooks.js';
import { MarketDays } from './marketDays.js';
import { loadRiskBooks } from './risk/loadRiskBooks.js';
import type { RiskBook } from './risk/riskBook.js';

/** Some 100 books of 2,000 stocks. */
const DEFAULT_MAX_ROWS = 200_000;
/** Some 25 books of risks of 2,000 stocks. */
const MAX_RISK_ROWS = 50_000;

/** The bounds of the cache of books. */
export interface BooksOptions {
  /** How many rows all kept books of scores may have together; by default 200,000. */
  readonly maxRows?: number;
  readonly load?: typeof loadDayBooks;
  /** Days of the market to share with other books; by default, they have their own. */
  readonly market?: Books['market'];
  /** How long reading may take, in milliseconds; by default without limit. */
  readonly timeoutMs?: number;
}

/**
 * Keeps books by run and mode. The scores and risks of a run never change, but what else a book holds does: names of
 * companies with an import, and values of former sessions with a rescore of an earlier day. Because of that, `Snapshots`
 * clears all books when a snapshot has another version.
 */
export class Books {
  /** What was known of the market on the days of the books. */
  readonly market: Pick<MarketDays, 'of' | 'rows'>;
  /** Books of risks, by their runs. */
  readonly risks: Pick<KeptBooks<number, RiskBook>, 'of' | 'rows'>;
  readonly #risks: KeptBooks<number, RiskBook>;
  readonly #scores: KeptBooks<BookKey, DayBook>;

  constructor(
    database: Database,
    { maxRows = DEFAULT_MAX_ROWS, load = loadDayBooks, market, timeoutMs }: BooksOptions = {},
  ) {
    this.market = market ?? new MarketDays(database, { timeoutMs });
    this.#scores = new KeptBooks({
      ...{ nameOf, maxRows, timeoutMs },
      load: (keys, signal) => load(database, keys, signal),
    });
    this.#risks = new KeptBooks({
      ...{ nameOf: String, maxRows: MAX_RISK_ROWS, timeoutMs },
      load: (runIds, signal) => loadRiskBooks(database, runIds, signal),
    });
    this.risks = this.#risks;
  }

  /** How many rows all kept books of scores have together. */
  get rows(): number {
    return this.#scores.rows;
  }

  /**
   * Looks up books of runs, current or not, and reads those that are not kept with one statement.
   *
   * @returns a book for each key, or null where the run is unknown or has no scores of the mode; at once, and not as a
   * promise, where all are kept
   */
  of(keys: readonly BookKey[]): ReturnType<KeptBooks<BookKey, DayBook>['of']> {
    return this.#scores.of(keys);
  }

  /** Forgets all books. A load that is under way still answers its callers, but is not kept. */
  clear(): void {
    this.#scores.clear();
    this.#risks.clear();
  }
}

const nameOf = ({ runId, mode }: BookKey): string => `${runId} ${mode}`;
