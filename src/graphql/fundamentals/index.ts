import type { Noun } from '../noun.js';
import { FundamentalsResolver } from './fundamentalsResolver.js';
import { FUNDAMENTALS_POLICIES } from './policies.js';
import { StockEdgeFundamentals } from './stockEdgeFundamentals.js';
import { StockFundamentals } from './stockFundamentals.js';

export const fundamentalsNoun: Noun = {
  resolvers: [StockFundamentals, StockEdgeFundamentals, FundamentalsResolver],
  policies: FUNDAMENTALS_POLICIES,
};
