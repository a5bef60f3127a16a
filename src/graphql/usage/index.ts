import type { Noun } from '../noun.js';
import { USAGE_POLICIES } from './policies.js';
import { UsageQueries } from './usageQueries.js';

export const usageNoun: Noun = { resolvers: [UsageQueries], policies: USAGE_POLICIES };
