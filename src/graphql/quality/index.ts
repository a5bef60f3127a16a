import type { Noun } from '../noun.js';
import { QUALITY_POLICIES } from './policies.js';
import { StockGaps } from './stockGaps.js';
import { StockQuality } from './stockQuality.js';

export const qualityNoun: Noun = { resolvers: [StockQuality, StockGaps], policies: QUALITY_POLICIES };
