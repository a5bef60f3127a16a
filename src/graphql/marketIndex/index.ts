import type { Noun } from '../noun.js';
import { IndexResolver } from './indexResolver.js';
import { INDEX_POLICIES } from './policies.js';

export const indexNoun: Noun = { resolvers: [IndexResolver], policies: INDEX_POLICIES };
