import type { Noun } from '../noun.js';
import { SEARCH_POLICIES } from './policies.js';
import { SearchQueries } from './searchQueries.js';

export const searchNoun: Noun = { resolvers: [SearchQueries], policies: SEARCH_POLICIES };
