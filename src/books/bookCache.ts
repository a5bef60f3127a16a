import type { Database } from '../database/database.js';
import type { IsoDate, Mode } from '../scoring/names.js';
import { UserError } from '../userError.js';
import { currentRun } from './currentRun.js';
import { DayBook, loadDayBook } from './dayBook.js';

/** About 100 books of 2,000 stocks. */
const DEFAULT_MAX_ROWS = 200_000;

export interface BooksOptions {
  /** How many rows all kept books may have together. */
  readonly maxRows?: number;
  readonly load?: typeof loadDayBook;
}

interface Entry {
  readonly book: Promise<DayBook | null>;
  /** 0 until the book is loaded. */
  rows: number;
}

/**
 * Books by run and mode, the least recently used ones forgotten first. A run's scores never change, but what a
 * book tells beside them does: names of companies with an import, previous values with a rescore of an earlier
 * day. All are forgotten when `of` sees that there was a newer import or run.
 */
export class Books {
  readonly #database: Database;
  readonly #maxRows: number;
  readonly #load: typeof loadDayBook;
  /** In the order of their last use. */
  readonly #entries = new Map<string, Entry>();
  #rows = 0;
  #version = '';

  constructor(database: Database, { maxRows = DEFAULT_MAX_ROWS, load = loadDayBook }: BooksOptions = {}) {
    this.#database = database;
    this.#maxRows = maxRows;
    this.#load = load;
  }

  /** Rows of all books that are kept. */
  get rows(): number {
    return this.#rows;
  }

  /** The current book of the newest scored day, up to `on` where it is given; null where no day is scored. */
  async of(mode: Mode, on?: IsoDate | null): Promise<DayBook | null> {
    const run = await currentRun(this.#database, mode, on);
    if (run === null) return null;
    if (run.version !== this.#version) this.clear();
    this.#version = run.version;
    return (await this.#bookOf(run.runId, mode)) ?? new DayBook(run.runId, mode, run.day, []);
  }

  /**
   * The book of one run, current or not.
   *
   * @throws UserError where the run is unknown, or has no scores of this mode
   */
  async ofRun(runId: number, mode: Mode): Promise<DayBook> {
    const book = await this.#bookOf(runId, mode);
    if (book !== null) return book;
    throw new UserError(
      `Expected a run that has scores of ${mode}, came run ${runId}, which has none: ` +
        'begin again without a cursor, or name another run.',
    );
  }

  /** Forgets all books. A load that is under way answers those who wait for it, and is not kept. */
  clear(): void {
    this.#entries.clear();
    this.#rows = 0;
  }

  #bookOf(runId: number, mode: Mode): Promise<DayBook | null> {
    const key = `${runId} ${mode}`;
    const entry = this.#entries.get(key) ?? this.#begin(key, runId, mode);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.book;
  }

  #begin(key: string, runId: number, mode: Mode): Entry {
    const entry: Entry = { book: this.#load(this.#database, runId, mode), rows: 0 };
    const settle = (rows: number) => {
      if (this.#entries.get(key) !== entry) return;
      if (rows === 0) this.#entries.delete(key);
      entry.rows = rows;
      this.#rows += rows;
      this.#evict();
    };
    void entry.book.then(
      (book) => settle(book === null ? 0 : book.rows.length),
      () => settle(0),
    );
    return entry;
  }

  #evict(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#rows <= this.#maxRows) return;
      // One that is still loading takes no room yet, and somebody waits for it.
      if (entry.rows === 0) continue;
      this.#entries.delete(key);
      this.#rows -= entry.rows;
    }
  }
}
