import type { Noun } from '../noun.js';
import { AnalysisQueries } from './analysisQueries.js';
import { ANALYSIS_POLICIES } from './policies.js';

export const analysisNoun: Noun = { resolvers: [AnalysisQueries], policies: ANALYSIS_POLICIES };
