import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const BAND_POLICIES: Policies = {
  // The work is that of going through a book in memory.
  'Query.bands': { access: 'SCORES_READ', freshness: 'DAY', size: 4, work: 1, reads: 'BOOK' },
  ...inherited('BandSummary', ['band', 'count', 'maxScore', 'meanScore', 'minScore']),
};
