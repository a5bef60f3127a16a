import type { Noun } from '../noun.js';
import { BAR_POLICIES } from './policies.js';

export const barNoun: Noun = { resolvers: [], policies: BAR_POLICIES };
