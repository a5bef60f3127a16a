import type { GroupedDataset } from './dataset.js';
import { DATASETS } from './datasets.js';

/** The datasets that a market holds as facts. */
export const GROUPED: readonly GroupedDataset[] = DATASETS.filter((dataset) => 'group' in dataset);
