import type { Noun } from '../noun.js';
import { BarMutations } from './barMutations.js';
import { RECORD_BARS_POLICIES } from './policies.js';

export const recordBarsNoun: Noun = { resolvers: [BarMutations], policies: RECORD_BARS_POLICIES };
