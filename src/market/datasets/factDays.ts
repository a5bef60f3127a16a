import { DATASETS } from './datasets.js';
import type { Dataset, FactDataset } from './dataset.js';

const ALL: readonly Dataset[] = DATASETS;

/** The datasets of facts other than bars, of which there are millions. */
export const FACT_DATASETS: readonly FactDataset[] = ALL.filter((dataset) => dataset.kind === 'FACTS');

/** These days say when a fact became known, or how it counts, or are facts themselves; none says of which day a fact is. */
const NOT_OF_FACT: ReadonlySet<string> = new Set([
  'published_on',
  'announced_on',
  'adjusted_to',
  'listed_on',
]);

/** Returns the column that says of which day a fact is; null where facts of the dataset have none. */
export function dayColumnOf({ table }: Pick<FactDataset, 'table'>): string | null {
  const [name = null] =
    table.columns.find(([column, type]) => type === 'date' && !NOT_OF_FACT.has(column)) ?? [];
  return name;
}

/** The table of each of these datasets, and its column of days. */
export const FACT_DAYS: readonly {
  readonly dataset: string;
  readonly table: string;
  readonly day: string | null;
}[] = FACT_DATASETS.map((dataset) => ({
  dataset: dataset.name,
  table: dataset.table.name,
  day: dayColumnOf(dataset),
}));
