import type { Day } from '../../../scoring/names.js';
import type { Adapter } from '../adapters/adapter.js';

/** Which file of a heap gave a day of a whole market. Another file of the same day is left out, whatever its layout. */
export class DaysRead {
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

  /** Returns the file that gave a day; empty where none did. */
  ownerOf(market: Adapter['market'], dataset: string, day: Day): string {
    return this.#files.get(keyOf(market, dataset, day)) ?? '';
  }
}

const keyOf = (market: Adapter['market'], dataset: string, day: Day): string => `${market} ${dataset} ${day}`;
