import type { Noun } from '../noun.js';
import { FUNDAMENTALS_POLICIES } from './policies.js';
import { StockFundamentals } from './stockFundamentals.js';

export const fundamentalsNoun: Noun = { resolvers: [StockFundamentals], policies: FUNDAMENTALS_POLICIES };
