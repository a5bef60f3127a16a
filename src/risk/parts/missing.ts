import type { RiskObservation } from '../assessment.js';

/** Returns the observation of a part that is not known. */
export const missing = (observations: number, reason: string): RiskObservation => ({
  raw: null,
  rawLower: null,
  rawUpper: null,
  observations,
  status: 'MISSING',
  reason,
});

export const STANDS_STILL = 'price stands still';
