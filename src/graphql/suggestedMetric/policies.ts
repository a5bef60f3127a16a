import { inherited } from '../inherited.js';
import { FIGURES } from '../metric/policies.js';
import type { Policies } from '../noun.js';
import { MOST_SUGGESTED } from './suggestedLoader.js';

export const SUGGESTED_METRIC_POLICIES: Policies = {
  // Jobs add suggestions without a commit of an import.
  'Stock.suggestedMetrics': {
    access: 'COMPANIES_READ',
    freshness: 'VOLATILE',
    size: MOST_SUGGESTED,
    cost: FIGURES + MOST_SUGGESTED,
    reads: 1,
  },
  ...inherited(
    'SuggestedMetric',
    ['code', 'confidence', 'difference', 'filed', 'months', 'page', 'periodEnd', 'unit', 'value'],
    { text: 220 },
  ),
  'SuggestedMetric.document': { access: 'INHERIT', freshness: 'INHERIT', cost: 1, reads: 1 },
};
