import type { Noun } from '../noun.js';
import { STOCK_EVENT_POLICIES } from './policies.js';
import { StockEvents } from './stockEvents.js';

export const stockEventNoun: Noun = { resolvers: [StockEvents], policies: STOCK_EVENT_POLICIES };
