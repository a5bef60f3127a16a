import { bandOf } from '../../scoring/bands.js';
import { guardrailStepsOf, penaltyPartsOf } from '../../scoring/explain.js';
import { BANDS, type Mode } from '../../scoring/names.js';
import type { DayScores } from '../../scoring/scoreDay.js';
import { distancesOf, type Distance } from './distances.js';

/** Returns the distances of a stock's score on a day that was computed, as `distancesOf` does. */
export function dayDistances({ section, method, modes }: DayScores, mode: Mode, at: number): Distance[] {
  const scores = modes[mode];
  return distancesOf({
    ...{ mode, method },
    weighted: scores.weighted[at],
    beforeCap: scores.penalties.beforeCap[at],
    cap: scores.penalties.cap[at],
    penalties: penaltyPartsOf(scores, at),
    guardrails: guardrailStepsOf(scores, at),
    meetingSide: section.meetingSide[at],
    bandAt: (score) => BANDS[bandOf(score, method.thresholds.bands)],
  });
}
