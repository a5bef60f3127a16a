import type { Noun } from '../noun.js';
import { INSIGHT_POLICIES } from './policies.js';

/** What rules found in figures: the type that peers and analyses share. */
export const insightNoun: Noun = { resolvers: [], policies: INSIGHT_POLICIES };
