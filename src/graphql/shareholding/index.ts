import type { Noun } from '../noun.js';
import { SHAREHOLDING_POLICIES } from './policies.js';
import { StockShareholding } from './stockShareholding.js';

export const shareholdingNoun: Noun = { resolvers: [StockShareholding], policies: SHAREHOLDING_POLICIES };
