import type { Adapter } from './adapter.js';
import { amfiCategorisation } from './amfiCategorisation.js';
import { bseBhavcopy } from './bseBhavcopy.js';
import { bseUdiff } from './bseUdiff.js';
import { LIST_ADAPTERS } from './listAdapters.js';
import { NOT_NEEDED } from './notNeeded.js';
import { nseBhavcopy } from './nseBhavcopy.js';
import { nseFullBhavcopy } from './nseFullBhavcopy.js';
import { nseIndexCloses } from './nseIndexCloses.js';
import { nsePd } from './nsePd.js';
import { nseUdiff } from './nseUdiff.js';
import { resultsComparison } from './resultsComparison.js';
import { resultsXbrl } from './resultsXbrl.js';
import { screenerDump } from './screenerDump.js';
import { screenerScreen } from './screenerScreen.js';
import { screenerWorkbook } from './screenerWorkbook.js';
import { shareholdingXbrl } from './shareholdingXbrl.js';
import { yahooHistory } from './yahooHistory.js';

/**
 * All adapters. Of two files of one market and day, that of the first one counts: the more exact layouts stand first. An
 * adapter must not recognise what an earlier one does.
 */
export const ADAPTERS: readonly Adapter[] = [
  nseUdiff,
  nseBhavcopy,
  nseFullBhavcopy,
  nsePd,
  bseUdiff,
  bseBhavcopy,
  nseIndexCloses,
  yahooHistory,
  ...LIST_ADAPTERS,
  resultsXbrl,
  shareholdingXbrl,
  amfiCategorisation,
  resultsComparison,
  screenerWorkbook,
  screenerDump,
  screenerScreen,
  ...NOT_NEEDED,
];
