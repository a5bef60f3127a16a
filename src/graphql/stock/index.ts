import type { Noun } from '../noun.js';
import { StockQueries } from './stockQueries.js';
import { StockResolver } from './stockResolver.js';
import { STOCK_POLICIES } from './policies.js';

export const stockNoun: Noun = { resolvers: [StockQueries, StockResolver], policies: STOCK_POLICIES };
