import type { Adapter } from './adapter.js';
import { LIST_ADAPTERS } from './listAdapters.js';
import { nseUdiff } from './nseUdiff.js';

/**
 * All adapters. Of two files of one market and day, that of the first one counts: the more exact layouts stand first. An
 * adapter must not recognise what an earlier one does.
 */
export const ADAPTERS: readonly Adapter[] = [nseUdiff, ...LIST_ADAPTERS];
