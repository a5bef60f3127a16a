import { LRUCache } from 'lru-cache';

/** How books of one kind are named, read and kept. */
export interface KeptBooksOptions<Key, Book> {
  readonly nameOf: (key: Key) => string;
  /** Reads a book for each key with one statement; null where there is none. */
  readonly load: (keys: readonly Key[], signal: AbortSignal | undefined) => Promise<readonly (Book | null)[]>;
  /** How many rows all kept books may have together. */
  readonly maxRows: number;
  /** How long reading may take, in milliseconds; by default without limit. */
  readonly timeoutMs?: number | undefined;
}

/** Keeps books of one kind, and forgets the least recently used ones first. */
export class KeptBooks<Key, Book extends { readonly size: number }> {
  readonly #options: KeptBooksOptions<Key, Book>;
  readonly #kept: LRUCache<string, Book>;
  readonly #loading = new Map<string, Promise<Book | null>>();

  constructor(options: KeptBooksOptions<Key, Book>) {
    this.#options = options;
    this.#kept = new LRUCache({
      maxSize: options.maxRows,
      sizeCalculation: ({ size }) => Math.max(1, size),
    });
  }

  /** How many rows all kept books have together. */
  get rows(): number {
    return this.#kept.calculatedSize;
  }

  /**
   * Looks up books, and reads those that are not kept with one statement.
   *
   * @returns a book for each key, or null where there is none; at once, and not as a promise, where all are kept
   */
  of(keys: readonly Key[]): readonly (Book | null)[] | Promise<readonly (Book | null)[]> {
    const { nameOf } = this.#options;
    const missing = keys.filter((key) => !this.#kept.has(nameOf(key)) && !this.#loading.has(nameOf(key)));
    if (missing.length > 0) this.#begin(missing);
    const books = keys.map((key) => this.#kept.get(nameOf(key)) ?? this.#loading.get(nameOf(key)) ?? null);
    const isKept = (book: (typeof books)[number]) => !(book instanceof Promise);
    return books.every(isKept) ? (books as Book[]) : Promise.all(books);
  }

  /** Forgets all books. A load that is under way still answers its callers, but is not kept. */
  clear(): void {
    this.#kept.clear();
    this.#loading.clear();
  }

  #begin(missing: readonly Key[]): void {
    const { load, nameOf, timeoutMs } = this.#options;
    const names = [...new Set(missing.map(nameOf))];
    const keys = names.map((name) => missing[missing.findIndex((key) => nameOf(key) === name)]);
    // Several callers may wait for one load, so it ends by its own timeout and not with the first caller.
    const signal = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
    const loaded = load(keys, signal);
    for (const [k, name] of names.entries()) {
      const book = loaded.then((books) => books[k]);
      this.#loading.set(name, book);
      const settle = (read: Book | null) => {
        if (this.#loading.get(name) !== book) return;
        this.#loading.delete(name);
        if (read !== null) this.#kept.set(name, read);
      };
      book.then(settle, () => settle(null));
    }
  }
}
