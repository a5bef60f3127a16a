import { CALENDAR_ROWS } from '../calendar/policies.js';
import { FLAG_COUNTS } from '../flag/policies.js';
import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

/** Reading and judging a year of bars and flags. */
const JUDGED = 5;
/** Comparing some years of bars with the sessions of the calendar. */
const COMPARED = 60;
/** Gaps that a stock has in some years. */
const GAPS = 50;
/** Datasets that are of single stocks, and go out of date. */
const DATASETS = 4;

export const QUALITY_POLICIES: Policies = {
  'Stock.dataQuality': {
    access: 'MARKET_READ',
    freshness: 'DAY',
    cost: CALENDAR_ROWS,
    work: JUDGED,
    reads: 1,
  },
  'Stock.gaps': {
    access: 'MARKET_READ',
    freshness: 'UP_TO_DAY',
    size: GAPS,
    cost: CALENDAR_ROWS,
    work: COMPARED,
    reads: 1,
  },
  'DataQuality.flags': FLAG_COUNTS,
  'DataQuality.freshness': { access: 'INHERIT', freshness: 'INHERIT', size: DATASETS },
  'DataQuality.issues': { access: 'INHERIT', freshness: 'INHERIT', bytes: 800 },
  ...inherited('DataQuality', ['bars', 'expected', 'gaps', 'on', 'score']),
  ...inherited('DatasetFreshness', ['dataset', 'newest', 'sessionsBehind', 'stale']),
  ...inherited('Gap', ['cause', 'from', 'sessions', 'to']),
};
