import type { Adapter } from './adapter.js';
import { nseUdiff } from './nseUdiff.js';
import { resultsXbrl } from './resultsXbrl.js';

/**
 * All adapters. Of two files of one market and day, that of the first one counts: the more exact layouts stand first. An
 * adapter must not recognise what an earlier one does.
 */
export const ADAPTERS: readonly Adapter[] = [nseUdiff, resultsXbrl];
