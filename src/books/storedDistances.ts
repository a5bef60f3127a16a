import { bandOf } from '../scoring/bands.js';
import type { Method } from '../scoring/method.js';
import { BANDS } from '../scoring/names.js';
import { distancesOf, type Distance } from '../validation/attribution/distances.js';
import type { ScoreRow } from './dayBook.js';
import { storedGuardrailSteps } from './storedGuardrailSteps.js';
import { storedPenaltyParts } from './storedPenaltyParts.js';

/**
 * Returns the distances of a stored score, as `distancesOf` does.
 *
 * @param method the method that the score was made with; it has the thresholds
 */
export function storedDistances(row: ScoreRow, method: Method): Distance[] {
  return distancesOf({
    ...{ mode: row.mode, method, weighted: row.weighted },
    ...{ beforeCap: row.penalty_before_cap, cap: row.penalty_cap },
    penalties: storedPenaltyParts(row, method),
    guardrails: storedGuardrailSteps(row, method),
    // On which side of the day a meeting is, is not stored.
    meetingSide: NaN,
    bandAt: (score) => BANDS[bandOf(score, method.thresholds.bands)],
  });
}
