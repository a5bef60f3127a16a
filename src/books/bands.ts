import { BANDS, type Band, type Points } from '../scoring/names.js';
import { round2, toHundredths } from '../scoring/rounding.js';

/** The stocks of one band; no scores where it has none. */
export interface BandSummary {
  readonly band: Band;
  readonly count: number;
  /** To two decimals, half away from zero. */
  readonly meanScore: Points | null;
  readonly minScore: Points | null;
  readonly maxScore: Points | null;
}

/** All four bands, the best first. */
export function bandSummaries(
  scores: readonly { readonly band: Band; readonly value: Points }[],
): readonly BandSummary[] {
  return BANDS.toReversed().map((band) => {
    let [count, hundredths, minScore, maxScore] = [0, 0, Infinity, -Infinity];
    for (const score of scores) {
      if (score.band !== band) continue;
      count++;
      // Whole numbers, so that the mean does not depend on the order of stocks.
      hundredths += toHundredths(score.value);
      minScore = Math.min(minScore, score.value);
      maxScore = Math.max(maxScore, score.value);
    }
    if (count === 0) return { band, count, meanScore: null, minScore: null, maxScore: null };
    return { band, count, meanScore: round2(hundredths / count / 100), minScore, maxScore };
  });
}
