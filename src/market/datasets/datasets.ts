import { actions } from './actions.js';
import { classifications } from './classifications.js';
import { companies } from './companies.js';
import { STAGES, type Dataset } from './dataset.js';
import { events } from './events.js';
import { fundamentals } from './fundamentals.js';
import { holidays } from './holidays.js';
import { indices } from './indices.js';
import { prices } from './prices.js';
import { shareholding } from './shareholding.js';
import { statements } from './statements.js';
import { symbols } from './symbols.js';

/** All datasets, in the order in which files are listed. */
export const DATASETS = [
  companies,
  prices,
  indices,
  actions,
  fundamentals,
  statements,
  shareholding,
  events,
  holidays,
  symbols,
  classifications,
] as const;

/** All datasets, in the order in which a folder is imported. */
export const IMPORT_ORDER: readonly Dataset[] = STAGES.flatMap((stage) =>
  DATASETS.filter((dataset) => dataset.stage === stage),
);
