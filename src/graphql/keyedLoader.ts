import DataLoader from 'dataloader';

/**
 * Makes a loader whose keys are objects. Keys with equal values, in the same order, are one key.
 *
 * @param read returns one value for each key, in the order of the keys
 */
export function keyedLoader<Key extends object, Value>(
  read: (keys: readonly Key[]) => Promise<readonly Value[]>,
): DataLoader<Key, Value, string> {
  return new DataLoader(read, { cacheKeyFn: (key: Key) => JSON.stringify(Object.values(key)) });
}

/**
 * Sorts the rows of a statement over numbered keys into one list for each key.
 *
 * @param size how many keys the statement was given
 * @param rows each with its key's number in `at`, from 1 as WITH ORDINALITY counts
 */
export function inOrderOfKeys<Row extends { readonly at: number }>(
  size: number,
  rows: readonly Row[],
): Row[][] {
  const lists: Row[][] = Array.from({ length: size }, () => []);
  for (const row of rows) lists[row.at - 1].push(row);
  return lists;
}
