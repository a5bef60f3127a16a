import { inherited } from '../inherited.js';
import { FIGURES } from '../metric/policies.js';
import type { Policies } from '../noun.js';

/** Those of three numbers, and their mean. */
const SCORES = 4;
const REASON_BYTES = 250;

export const HEALTH_POLICIES: Policies = {
  'Stock.health': { access: 'COMPANIES_READ', freshness: 'DAY', cost: FIGURES, reads: 1 },
  ...inherited('CompanyHealth', ['coverage', 'growth', 'health', 'operatingMargin', 'returnOnCapital'], {
    reason: REASON_BYTES,
  }),
  'CompanyHealth.scores': { access: 'INHERIT', freshness: 'INHERIT', size: SCORES },
};
