import { BANDS, type Band, type Points } from '../scoring/names.js';
import { round2, toHundredths } from '../scoring/rounding.js';

/** The stocks of one band. The scores are null if there are none. */
export interface BandSummary {
  readonly band: Band;
  readonly count: number;
  /** Rounded to two decimals, half away from zero. */
  readonly meanScore: Points | null;
  readonly minScore: Points | null;
  readonly maxScore: Points | null;
}

/** Counts the stocks of each of the four bands, the best band first. */
export function bandSummaries(
  scores: readonly { readonly band: Band; readonly value: Points }[],
): readonly BandSummary[] {
  return BANDS.toReversed().map((band) => {
    let [count, hundredths, minScore, maxScore] = [0, 0, Infinity, -Infinity];
    for (const score of scores) {
      if (score.band !== band) continue;
      count++;
      // Sums of whole numbers do not depend on the order of the stocks.
      hundredths += toHundredths(score.value);
      minScore = Math.min(minScore, score.value);
      maxScore = Math.max(maxScore, score.value);
    }
    if (count === 0) return { band, count, meanScore: null, minScore: null, maxScore: null };
    return { band, count, meanScore: round2(hundredths / count / 100), minScore, maxScore };
  });
}
