import type { Noun } from '../noun.js';
import { SHAREHOLDING_POLICIES } from './policies.js';

export const shareholdingNoun: Noun = { resolvers: [], policies: SHAREHOLDING_POLICIES };
