import { connectionPolicies } from '../connection/connectionPolicies.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** Filings of a company, of which a page skips those of other categories. */
const SKIPPED = 50;
/** Filings of one period, and the ends of years. */
const OF_PERIOD = 6;

export const FILING_POLICIES: Policies = {
  'Stock.filings': {
    access: 'COMPANIES_READ',
    freshness: 'DAY',
    cost: (visit) => rowsOfPage(visit) + (visit.args['categories'] ? SKIPPED : 0),
    reads: 1,
  },
  ...connectionPolicies('Filing', { cost: 1, reads: 1 }),
  'Filing.late': { access: 'INHERIT', freshness: 'INHERIT', cost: OF_PERIOD, reads: 1 },
  ...inherited('Filing', ['category', 'exchange', 'filedAt', 'id', 'periodEnd', 'stock'], {
    hash: 66,
    subject: 500,
    url: 200,
  }),
};
