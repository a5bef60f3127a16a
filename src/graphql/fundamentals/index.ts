import type { Noun } from '../noun.js';
import { FUNDAMENTALS_POLICIES } from './policies.js';

export const fundamentalsNoun: Noun = { resolvers: [], policies: FUNDAMENTALS_POLICIES };
