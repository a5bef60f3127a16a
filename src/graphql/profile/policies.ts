import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const PROFILE_POLICIES: Policies = {
  'Stock.profile': { access: 'COMPANIES_READ', freshness: 'COMMIT', cost: 1, reads: 1 },
  // Few companies have tickers of more than two exchanges, or have had more than three.
  ...inherited('Profile', ['faceValue', 'isin', 'listedOn'], { formerTickers: 40, tickers: 40, website: 60 }),
};
