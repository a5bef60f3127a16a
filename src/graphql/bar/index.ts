import type { Noun } from '../noun.js';
import { BAR_POLICIES } from './policies.js';
import { StockBars } from './stockBars.js';

export const barNoun: Noun = { resolvers: [StockBars], policies: BAR_POLICIES };
