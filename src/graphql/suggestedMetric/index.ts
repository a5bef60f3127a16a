import type { Noun } from '../noun.js';
import { SUGGESTED_METRIC_POLICIES } from './policies.js';
import { StockSuggestedMetrics } from './stockSuggestedMetrics.js';
import { SuggestedMetricResolver } from './suggestedMetricResolver.js';

export const suggestedMetricNoun: Noun = {
  resolvers: [StockSuggestedMetrics, SuggestedMetricResolver],
  policies: SUGGESTED_METRIC_POLICIES,
};
