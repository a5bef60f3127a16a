import { filled } from './columns.js';
import type { BandMemory, Thresholds } from './method.js';
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

/**
 * Returns the bands of a day's scores before guardrails (method §9). With hysteresis, a stock begins with the band of its
 * first score among the former sessions and D. After each later score, its band is at least the one that the score reaches
 * less the margin, and at most the one that it reaches with it. Sessions without a score are passed over.
 *
 * @param scores of D, 0 to 100, to two decimals
 * @param former the scores before; null: the thresholds alone give the bands
 * @returns indices into BANDS
 */
export function bandsOf(
  scores: Float64Array,
  former: { readonly sessions: number; readonly hundredths: Int16Array } | null,
  thresholds: Thresholds['bands'],
  memory: BandMemory | undefined,
): Uint8Array {
  if (memory === undefined || former === null) {
    return filled(new Uint8Array(scores.length), (i) => bandOf(scores[i], thresholds));
  }
  const { sessions, hundredths } = former;
  const up = shifted(thresholds, memory.hysteresis);
  const down = shifted(thresholds, -memory.hysteresis);
  return filled(new Uint8Array(scores.length), (i) => {
    let band = -1;
    for (let k = 0; k <= sessions; k++) {
      const stored = k < sessions ? hundredths[i * sessions + k] : 0;
      if (stored < 0) continue;
      const score = k < sessions ? stored / 100 : scores[i];
      if (band === -1) band = bandOf(score, thresholds);
      else band = Math.max(bandOf(score, up), Math.min(band, bandOf(score, down)));
    }
    return band;
  });
}

/** Returns thresholds that are higher by some points. */
export function shifted(bands: Thresholds['bands'], by: Points): Thresholds['bands'] {
  return { STRONG_BUY: bands.STRONG_BUY + by, BUY: bands.BUY + by, HOLD: bands.HOLD + by };
}
