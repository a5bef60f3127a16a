import type { Noun } from '../noun.js';
import { StockQueries } from './stockQueries.js';
import { STOCK_POLICIES } from './policies.js';

export const stockNoun: Noun = { resolvers: [StockQueries], policies: STOCK_POLICIES };
