import type { Day } from '../../../scoring/names.js';
import type { Adapter } from '../adapters/adapter.js';

/** Which file of a heap gave a day of a whole market. Another file of the same day is left out, whatever its layout. */
export class DaysRead {
  /** The files that gave days, by market, dataset and day. */
  readonly #files = new Map<string, string>();

  /**
   * Takes a day for a file.
   *
   * @param market undefined where a file is of single stocks, so that several may give a day
   * @returns false where another file gave the day before
   */
  take(market: Adapter['market'], dataset: string, day: Day, file: string): boolean {
    if (market === undefined) return true;
    const key = keyOf(market, dataset, day);
    const owner = this.#files.get(key);
    if (owner === undefined) this.#files.set(key, file);
    return owner === undefined || owner === file;
  }

  /** Gives the days of a file back, of which nothing was taken in the end, as of one that was cut off. */
  release(market: Adapter['market'], dataset: string, file: string): void {
    const prefix = keyOf(market, dataset, '');
    for (const [key, owner] of this.#files) {
      if (owner === file && key.startsWith(prefix)) this.#files.delete(key);
    }
  }

  /** Returns the file that gave a day; empty where none did. */
  ownerOf(market: Adapter['market'], dataset: string, day: Day): string {
    return this.#files.get(keyOf(market, dataset, day)) ?? '';
  }
}

const keyOf = (market: Adapter['market'], dataset: string, day: Day | ''): string =>
  `${market} ${dataset} ${day}`;
