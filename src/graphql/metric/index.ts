import type { Noun } from '../noun.js';
import { MetricMutations } from './metricMutations.js';
import { METRIC_POLICIES } from './policies.js';
import { StockMetrics } from './stockMetrics.js';

export const metricNoun: Noun = { resolvers: [StockMetrics, MetricMutations], policies: METRIC_POLICIES };
