import type { Loaders } from '../loaders.js';
import type { StockMoment } from '../momentLoader.js';
import { factFlagsLoader, type FactFlag } from './factFlagsLoader.js';

const FACTORIES = {
  fundamentals: factFlagsLoader('fundamentals', 'period_end'),
  statements: factFlagsLoader('statements', 'period_end'),
  shareholding: factFlagsLoader('shareholding', 'quarter_end'),
};

/** Loads the flags of what a company published, of some datasets together. */
export async function publishedFlags(
  loaders: Loaders,
  of: StockMoment,
  datasets: readonly (keyof typeof FACTORIES)[],
): Promise<readonly FactFlag[]> {
  const lists = await Promise.all(datasets.map((name) => loaders.get(FACTORIES[name]).load(of)));
  return lists.flat();
}
