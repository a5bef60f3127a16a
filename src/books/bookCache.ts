import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database.js';
import { loadDayBooks, type BookKey, type DayBook } from './dayBook.js';

/** About 100 books of 2,000 stocks. */
const DEFAULT_MAX_ROWS = 200_000;

export interface BooksOptions {
  /** How many rows all kept books may have together. */
  readonly maxRows?: number;
  readonly load?: typeof loadDayBooks;
  /** How long reading may take; for ever where it is left out. */
  readonly timeoutMs?: number;
}

/**
 * Books by run and mode, the least recently used ones forgotten first. A run's scores never change, but what a
 * book tells beside them does: names of companies with an import, previous values with a rescore of an earlier
 * day. So they are cleared when a snapshot has another version.
 */
export class Books {
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
    this.#kept = new LRUCache({ maxSize: maxRows, sizeCalculation: ({ size }) => Math.max(1, size) });
  }

  /** Rows of all books that are kept. */
  get rows(): number {
    return this.#kept.calculatedSize;
  }

  /**
   * Books of runs, current or not; those that are not kept are read with one statement. Not a promise where all
   * are kept. Null for each run that is unknown, or has nothing to tell of its mode.
   */
  of(keys: readonly BookKey[]): readonly (DayBook | null)[] | Promise<readonly (DayBook | null)[]> {
    const missing = keys.filter((key) => !this.#kept.has(nameOf(key)) && !this.#loading.has(nameOf(key)));
    if (missing.length > 0) this.#begin(missing);
    const books = keys.map((key) => this.#kept.get(nameOf(key)) ?? this.#loading.get(nameOf(key)) ?? null);
    const isKept = (book: (typeof books)[number]) => !(book instanceof Promise);
    return books.every(isKept) ? (books as DayBook[]) : Promise.all(books);
  }

  /** Forgets all books. A load that is under way answers those who wait for it, and is not kept. */
  clear(): void {
    this.#kept.clear();
    this.#loading.clear();
  }

  #begin(missing: readonly BookKey[]): void {
    const names = [...new Set(missing.map(nameOf))];
    const keys = names.map((name) => missing[missing.findIndex((key) => nameOf(key) === name)]);
    // Several may wait for it: it ends by itself, not with the first of them.
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
