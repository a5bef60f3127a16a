import type { Thresholds } from './method.js';
import { BANDS, type Band, type Points } from './names.js';

/** Returns the index of a band in BANDS; the lower band has the smaller one. */
export const bandIndex = (band: Band): number => BANDS.indexOf(band);
const [AVOID, HOLD, BUY, STRONG_BUY] = BANDS.keys();

/**
 * Finds the band of a score (method §9). A band includes its lower bound.
 *
 * @param score 0 to 100, to two decimals
 * @returns an index into BANDS
 */
export function bandOf(score: Points, bands: Thresholds['bands']): number {
  if (score >= bands.STRONG_BUY) return STRONG_BUY;
  if (score >= bands.BUY) return BUY;
  return score >= bands.HOLD ? HOLD : AVOID;
}
