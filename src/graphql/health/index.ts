import type { Noun } from '../noun.js';
import { HEALTH_POLICIES } from './policies.js';
import { StockHealth } from './stockHealth.js';

export const healthNoun: Noun = { resolvers: [StockHealth], policies: HEALTH_POLICIES };
