import type { Noun } from '../noun.js';
import { CORRECTION_POLICIES } from './policies.js';
import { CorrectionResolver } from './correctionResolver.js';
import { StockCorrections } from './stockCorrections.js';

export const correctionNoun: Noun = {
  resolvers: [StockCorrections, CorrectionResolver],
  policies: CORRECTION_POLICIES,
};
