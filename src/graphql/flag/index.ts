import type { Noun } from '../noun.js';
import { FLAG_POLICIES } from './policies.js';

export const flagNoun: Noun = { resolvers: [], policies: FLAG_POLICIES };
