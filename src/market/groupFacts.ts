import type { GroupedDataset } from './datasets/dataset.js';
import { GROUPED } from './datasets/grouped.js';
import type { GroupedFacts } from './market.js';

/**
 * Groups the facts of all datasets that a market holds as facts.
 *
 * @param grouped returns the facts of one dataset as its `group` returns them
 */
export async function groupFacts(grouped: (dataset: GroupedDataset) => unknown): Promise<GroupedFacts> {
  const facts: Record<string, unknown> = {};
  for (const dataset of GROUPED) facts[dataset.name] = await grouped(dataset);
  return facts as unknown as GroupedFacts;
}
