import type { Policies } from '../noun.js';

/** Sixteen years of sessions. */
export const MOST_SESSIONS = 4_000;
/** A date in quotes, and a comma. */
const DATE_BYTES = 13;

export const EXCHANGE_SESSION_POLICIES: Policies = {
  // The work is that of laying out the calendar of each year.
  'Query.sessions': {
    access: 'MARKET_READ',
    freshness: 'UP_TO_DAY',
    cost: 2,
    work: 5,
    bytes: MOST_SESSIONS * DATE_BYTES,
    reads: 1,
  },
};
