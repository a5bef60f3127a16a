import type { Adapter } from './adapter.js';
import { nseUdiff } from './nseUdiff.js';
import { amfiCategorisation } from './amfiCategorisation.js';
import { resultsComparison } from './resultsComparison.js';
import { resultsXbrl } from './resultsXbrl.js';
import { screenerDump } from './screenerDump.js';
import { screenerScreen } from './screenerScreen.js';
import { screenerWorkbook } from './screenerWorkbook.js';
import { shareholdingXbrl } from './shareholdingXbrl.js';

/**
 * All adapters. Of two files of one market and day, that of the first one counts: the more exact layouts stand first. An
 * adapter must not recognise what an earlier one does.
 */
export const ADAPTERS: readonly Adapter[] = [
  nseUdiff,
  resultsXbrl,
  shareholdingXbrl,
  amfiCategorisation,
  resultsComparison,
  screenerWorkbook,
  screenerDump,
  screenerScreen,
];
