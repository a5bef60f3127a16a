import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const BAND_POLICIES: Policies = {
  // The cost is that of going through a book in memory.
  'Query.bands': { access: 'SCORES_READ', freshness: 'DAY', size: 4, cost: 10, reads: 'BOOK' },
  ...inherited('BandSummary', ['band', 'count', 'maxScore', 'meanScore', 'minScore']),
};
