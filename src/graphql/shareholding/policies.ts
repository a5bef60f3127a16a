import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

/** The features that name the session as of which shareholdings are known. */
const FEATURES = 1;
/** Ten years of quarters. */
const QUARTERS = 40;

/** LATE, UNITS and DATED_BACK, and a carried pledge. */
const MOST_FLAGS = 4;

export const SHAREHOLDING_POLICIES: Policies = {
  'Stock.shareholding': { access: 'MARKET_READ', freshness: 'DAY', cost: FEATURES + QUARTERS, reads: 1 },
  'Shareholding.flags': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    cost: MOST_FLAGS,
    size: MOST_FLAGS,
    reads: 1,
  },
  'Shareholding.recordedAt': { access: 'INHERIT', freshness: 'INHERIT', cost: 1, reads: 1 },
  ...inherited('Shareholding', [
    'diiPct',
    'fiiDiiDeltaPp',
    'fiiPct',
    'pledgedFraction',
    'promoterPct',
    'publishedOn',
    'quarterEnd',
    'source',
  ]),
};
