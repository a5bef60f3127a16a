import type { FactDataset } from './datasets/dataset.js';

/**
 * Returns the keys of the withdrawals that hold for a fact (`withdrawals.keyOf`): that of this fact alone, and that of all
 * versions that were published of it.
 */
export function factKeys<Fact>(
  dataset: Pick<FactDataset<string, Fact>, 'name' | 'key' | 'keyOf'>,
  fact: Fact,
): readonly string[] {
  const key = `${dataset.name} ${dataset.keyOf(fact)}`;
  // The day of publication is the last part of every key that has one.
  return dataset.key.includes('published_on') ? [key, key.slice(0, key.lastIndexOf(' '))] : [key];
}
