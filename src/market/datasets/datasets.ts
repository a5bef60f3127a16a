import { STAGES, type Dataset } from './dataset.js';
import { filings } from './filings.js';
import { intelligence } from './intelligence.js';
import { WITHDRAWABLE } from './withdrawable.js';
import { withdrawals } from './withdrawals.js';

/** All datasets, in the order in which files are listed. */
export const DATASETS = [...WITHDRAWABLE, filings, intelligence, withdrawals] as const;

/** All datasets, in the order in which a folder is imported. */
export const IMPORT_ORDER: readonly Dataset[] = STAGES.flatMap((stage) =>
  DATASETS.filter((dataset) => dataset.stage === stage),
);
