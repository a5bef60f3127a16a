import type DataLoader from 'dataloader';
import type { Moment } from '../market/store/knownAt.js';
import { keyedLoader } from './keyedLoader.js';

/** A stock, and the moment as of which facts of it are read. */
export interface StockMoment {
  readonly stockId: number;
  readonly moment: Moment;
}

/**
 * Makes a loader of what was known at moments. Keys of one moment are read together.
 *
 * @param read returns one value for each key, in the order of the keys, which all have the same moment
 */
export function momentLoader<Key extends { readonly moment: Moment }, Value>(
  read: (keys: readonly Key[], moment: Moment) => Promise<readonly Value[]>,
): DataLoader<Key, Value, string> {
  return keyedLoader(async (keys: readonly Key[]) => {
    const places = new Map<Moment, number[]>();
    for (const [place, { moment }] of keys.entries()) {
      const others = places.get(moment);
      if (others === undefined) places.set(moment, [place]);
      else others.push(place);
    }
    const values = new Array<Value>(keys.length);
    const groups = [...places].map(async ([moment, group]) => {
      const found = await read(
        group.map((place) => keys[place]),
        moment,
      );
      for (const [k, place] of group.entries()) values[place] = found[k];
    });
    await Promise.all(groups);
    return values;
  });
}

/** Returns the moment that a client asks for with `asRecorded`. */
export function momentOf(asRecorded: Date | null | undefined): Moment {
  return asRecorded?.toISOString() ?? null;
}
