import type { Thresholds } from './method.js';
import { BANDS, type Band, type Points } from './names.js';

export const bandIndex = (band: Band): number => BANDS.indexOf(band);
const [AVOID, HOLD, BUY, STRONG_BUY] = BANDS.keys();

/** Index into BANDS of a score (two decimals): bands include their lower bound. */
export function bandOf(score: Points, bands: Thresholds['bands']): number {
  if (score >= bands.STRONG_BUY) return STRONG_BUY;
  if (score >= bands.BUY) return BUY;
  return score >= bands.HOLD ? HOLD : AVOID;
}
