import { compare, type Ratio } from '../../market/exact.js';
import { BANDS } from '../../scoring/names.js';
import type { Candidate, FromScoresRule } from './candidate.js';

/** Only scores above it have a weight by their score. */
const NEUTRAL: Ratio = { over: 50n, under: 1n };

/** Returns the candidates that a model holds, the best score first; the ticker decides ties. */
export function chosen(
  candidates: readonly Candidate[],
  { minBand, topN, weighting }: FromScoresRule,
): Candidate[] {
  return candidates
    .filter(({ band }) => BANDS.indexOf(band) >= BANDS.indexOf(minBand))
    .filter(({ score }) => weighting === 'EQUAL' || compare(score, NEUTRAL) > 0)
    .sort((a, b) => compare(b.score, a.score) || (a.ticker < b.ticker ? -1 : 1))
    .slice(0, topN);
}
