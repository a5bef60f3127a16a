import type { Noun } from '../noun.js';
import { SHAREHOLDING_POLICIES } from './policies.js';
import { ShareholdingResolver } from './shareholdingResolver.js';
import { StockShareholding } from './stockShareholding.js';

export const shareholdingNoun: Noun = {
  resolvers: [StockShareholding, ShareholdingResolver],
  policies: SHAREHOLDING_POLICIES,
};
