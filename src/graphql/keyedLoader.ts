import DataLoader from 'dataloader';

/** A loader whose keys are objects, told apart by what they hold. */
export function keyedLoader<Key extends object, Value>(
  read: (keys: readonly Key[]) => Promise<readonly Value[]>,
): DataLoader<Key, Value, string> {
  return new DataLoader(read, { cacheKeyFn: (key: Key) => JSON.stringify(Object.values(key)) });
}

/** Rows of a statement over numbered keys, in the order of the keys; `at` counts from 1 as WITH ORDINALITY does. */
export function inOrderOfKeys<Row extends { readonly at: number }>(
  size: number,
  rows: readonly Row[],
): Row[][] {
  const lists: Row[][] = Array.from({ length: size }, () => []);
  for (const row of rows) lists[row.at - 1].push(row);
  return lists;
}
