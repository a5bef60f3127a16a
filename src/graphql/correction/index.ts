import type { Noun } from '../noun.js';
import { CORRECTION_POLICIES } from './policies.js';
import { StockCorrections } from './stockCorrections.js';

export const correctionNoun: Noun = { resolvers: [StockCorrections], policies: CORRECTION_POLICIES };
