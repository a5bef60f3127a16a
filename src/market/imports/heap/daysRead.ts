import type { Day } from '../../../scoring/names.js';
import type { Adapter } from '../adapters/adapter.js';
import type { PlannedFile } from './plannedFile.js';

/** A file, which is itself: two of one heap may have the same name. */
type Owner = Pick<PlannedFile, 'name'>;

/** Which file of a heap gave a day of a whole market. Another file of the same day is left out, whatever its layout. */
export class DaysRead {
  /** The files that gave days, by market, dataset and day. */
  readonly #files = new Map<string, Owner>();

  /**
   * Takes a day for a file.
   *
   * @param market undefined where a file is of single stocks, so that several may give a day
   * @returns false where another file gave the day before
   */
  take(market: Adapter['market'], dataset: string, day: Day, file: Owner): boolean {
    if (market === undefined) return true;
    const key = keyOf(market, dataset, day);
    const owner = this.#files.get(key) ?? file;
    this.#files.set(key, owner);
    return owner === file;
  }

  /** Gives the days of a file back, of which nothing was taken in the end, as of one that was cut off. */
  release(market: Adapter['market'], dataset: string, file: Owner): void {
    const prefix = keyOf(market, dataset, '');
    for (const [key, owner] of this.#files) {
      if (owner === file && key.startsWith(prefix)) this.#files.delete(key);
    }
  }

  /** Returns the file that gave a day; undefined where none did. */
  ownerOf(market: Adapter['market'], dataset: string, day: Day): Owner | undefined {
    return this.#files.get(keyOf(market, dataset, day));
  }
}

const keyOf = (market: Adapter['market'], dataset: string, day: Day | ''): string =>
  `${market} ${dataset} ${day}`;
