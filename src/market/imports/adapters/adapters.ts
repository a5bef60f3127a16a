import type { Adapter } from './adapter.js';
import { bseBhavcopy } from './bseBhavcopy.js';
import { bseUdiff } from './bseUdiff.js';
import { LIST_ADAPTERS } from './listAdapters.js';
import { NOT_NEEDED } from './notNeeded.js';
import { nseBhavcopy } from './nseBhavcopy.js';
import { nseFullBhavcopy } from './nseFullBhavcopy.js';
import { nseIndexCloses } from './nseIndexCloses.js';
import { nsePd } from './nsePd.js';
import { nseUdiff } from './nseUdiff.js';
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
  ...NOT_NEEDED,
];
