import { connectionPolicies } from '../connection/connectionPolicies.js';
import { FLAG_COUNTS } from '../flag/policies.js';
import { inherited } from '../inherited.js';
import { givenRows } from '../limits/givenRows.js';
import type { Policies } from '../noun.js';
import { MOST_VERSIONS } from './metric.js';

/** Fifteen years of two dozen figures, and of as many quarters as there are, with the actions since. */
export const FIGURES = 600;
/** Deriving some hundred figures of a company. */
const DERIVING = 40;
/** One of each rule. */
const MOST_FLAGS = 5;

export const METRIC_POLICIES: Policies = {
  'Stock.metrics': { access: 'MARKET_READ', freshness: 'DAY', cost: FIGURES, work: DERIVING, reads: 1 },
  ...connectionPolicies('Metric'),
  ...inherited(
    'Metric',
    ['basis', 'code', 'derived', 'months', 'period', 'periodEnd', 'publishedOn', 'source', 'unit', 'value'],
    { name: 60, formula: 200 },
  ),
  'Metric.restated': { access: 'INHERIT', freshness: 'INHERIT', size: MOST_VERSIONS },
  'Metric.flags': { access: 'INHERIT', freshness: 'INHERIT', size: MOST_FLAGS },
  ...inherited('MetricVersion', ['publishedOn', 'source', 'value']),
  ...inherited('MetricFlag', ['rule', 'severity'], { detail: 200 }),
  'Mutation.recordMetrics': { access: 'MARKET_WRITE', freshness: 'VOLATILE', cost: givenRows },
  ...inherited('RecordedRows', ['inserted', 'rescoreQueued', 'unchanged', 'updated']),
  'RecordedRows.flags': FLAG_COUNTS,
  'RecordedRows.refused': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    size: ({ parent }) => (parent === null ? 0 : givenRows(parent)),
  },
};
