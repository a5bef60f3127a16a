import type { Noun } from '../noun.js';
import { FEATURES_POLICIES } from './policies.js';

export const featuresNoun: Noun = { resolvers: [], policies: FEATURES_POLICIES };
