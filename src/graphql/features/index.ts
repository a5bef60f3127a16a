import type { Noun } from '../noun.js';
import { FEATURES_POLICIES } from './policies.js';
import { StockEdgeFeatures } from './stockEdgeFeatures.js';
import { StockFeatures } from './stockFeatures.js';

export const featuresNoun: Noun = {
  resolvers: [StockFeatures, StockEdgeFeatures],
  policies: FEATURES_POLICIES,
};
