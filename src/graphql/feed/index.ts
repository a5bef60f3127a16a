import type { Noun } from '../noun.js';
import { FeedMutations } from './feedMutations.js';
import { FeedQueries } from './feedQueries.js';
import { FEED_POLICIES } from './policies.js';

export const feedNoun: Noun = { resolvers: [FeedQueries, FeedMutations], policies: FEED_POLICIES };
