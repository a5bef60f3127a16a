import type { Noun } from '../noun.js';
import { FEATURES_POLICIES } from './policies.js';
import { StockFeatures } from './stockFeatures.js';

export const featuresNoun: Noun = { resolvers: [StockFeatures], policies: FEATURES_POLICIES };
