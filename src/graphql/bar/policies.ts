import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** Rows in addition to the bars: actions, and the features that name the newest session. */
const SPLITS = 20;
const FEATURES = 1;
/** The newest bar, up to which a page from the end is adjusted. */
const NEWEST = 1;

/** Kinds of flags of bars and actions. */
const MOST_FLAGS = 10;
/** What a bar was recorded with. Stock.bars reads it for a page at once, after the bars, where it is asked for. */
const OF_PAGE: FieldPolicy = { access: 'INHERIT', freshness: 'INHERIT', cost: 1, reads: 1 };

export const BAR_POLICIES: Policies = {
  'Stock.bars': {
    access: 'MARKET_READ',
    freshness: 'UP_TO_DAY',
    cost: (visit) => rowsOfPage(visit) + SPLITS + FEATURES + (isFromEnd(visit) ? NEWEST : 0),
    reads: 1,
  },
  ...connectionPolicies('Bar', { cost: 1, reads: 1 }),
  'Bar.flags': { ...OF_PAGE, size: MOST_FLAGS },
  'Bar.recordedAt': OF_PAGE,
  'Bar.series': OF_PAGE,
  'Bar.source': OF_PAGE,
  ...inherited('Bar', ['close', 'date', 'high', 'low', 'open', 'value', 'volume']),
};

function isFromEnd({ args: { last = null } }: FieldVisit): boolean {
  return last !== null;
}
