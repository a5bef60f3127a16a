import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database.js';
import { MarketDays } from './marketDays.js';
import { loadDayBooks, type BookKey, type DayBook } from './dayBook.js';

/** Some 100 books of 2,000 stocks. */
const DEFAULT_MAX_ROWS = 200_000;

/** The bounds of the cache of books. */
export interface BooksOptions {
  /** How many rows all kept books may have together; by default 200,000. */
  readonly maxRows?: number;
  readonly load?: typeof loadDayBooks;
  /** How long reading may take, in milliseconds; by default without limit. */
  readonly timeoutMs?: number;
}

/**
 * Keeps books by run and mode, and forgets the least recently used ones first. The scores of a run never change, but
 * what else a book holds does: names of companies with an import, and previous values with a rescore of an earlier day.
 * Because of that, `Snapshots` clears all books when a snapshot has another version.
 */
export class Books {
  /** What was known of the market on the days of the books. */
  readonly market: Pick<MarketDays, 'of' | 'rows'>;
  readonly #database: Database;
  readonly #load: typeof loadDayBooks;
  readonly #timeoutMs: number | undefined;
  readonly #kept: LRUCache<string, DayBook>;
  readonly #loading = new Map<string, Promise<DayBook | null>>();

  constructor(
    database: Database,
    { maxRows = DEFAULT_MAX_ROWS, load = loadDayBooks, timeoutMs }: BooksOptions = {},
  ) {
    this.#database = database;
    this.#load = load;
    this.#timeoutMs = timeoutMs;
    this.market = new MarketDays(database, { timeoutMs });
    this.#kept = new LRUCache({ maxSize: maxRows, sizeCalculation: ({ size }) => Math.max(1, size) });
  }

  /** How many rows all kept books have together. */
  get rows(): number {
    return this.#kept.calculatedSize;
  }

  /**
   * Looks up books of runs, current or not, and reads those that are not kept with one statement.
   *
   * @returns a book for each key, or null where the run is unknown or has no scores of the mode; at once, and not as a
   * promise, where all are kept
   */
  of(keys: readonly BookKey[]): readonly (DayBook | null)[] | Promise<readonly (DayBook | null)[]> {
    const missing = keys.filter((key) => !this.#kept.has(nameOf(key)) && !this.#loading.has(nameOf(key)));
    if (missing.length > 0) this.#begin(missing);
    const books = keys.map((key) => this.#kept.get(nameOf(key)) ?? this.#loading.get(nameOf(key)) ?? null);
    const isKept = (book: (typeof books)[number]) => !(book instanceof Promise);
    return books.every(isKept) ? (books as DayBook[]) : Promise.all(books);
  }

  /** Forgets all books. A load that is under way still answers its callers, but is not kept. */
  clear(): void {
    this.#kept.clear();
    this.#loading.clear();
  }

  #begin(missing: readonly BookKey[]): void {
    const names = [...new Set(missing.map(nameOf))];
    const keys = names.map((name) => missing[missing.findIndex((key) => nameOf(key) === name)]);
    // Several callers may wait for one load, so it ends by its own timeout and not with the first caller.
    const signal = this.#timeoutMs === undefined ? undefined : AbortSignal.timeout(this.#timeoutMs);
    const loaded = this.#load(this.#database, keys, signal);
    for (const [k, name] of names.entries()) {
      const book = loaded.then((books) => books[k]);
      this.#loading.set(name, book);
      const settle = (read: DayBook | null) => {
        if (this.#loading.get(name) !== book) return;
        this.#loading.delete(name);
        if (read !== null) this.#kept.set(name, read);
      };
      book.then(settle, () => settle(null));
    }
  }
}

const nameOf = ({ runId, mode }: BookKey): string => `${runId} ${mode}`;
