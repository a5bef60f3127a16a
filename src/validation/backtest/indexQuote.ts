import { OLDEST_BAR } from './quotes.js';

/** The last close of an index. */
export class IndexQuote {
  #close: number | null = null;
  #age = 0;

  /** Takes its close of the next session; null: it has none. */
  take(close: number | null): void {
    this.#age = close === null ? this.#age + 1 : 0;
    if (close !== null) this.#close = close;
  }

  /** The last close; null where there is none, or the index has ended, as a stock has that is taken for delisted. */
  get close(): number | null {
    return this.#age > OLDEST_BAR ? null : this.#close;
  }
}
