import type { Method } from '../scoring/method.js';
import type { Points } from '../scoring/names.js';
import { bandAtOf } from '../validation/attribution/bandAtOf.js';
import { distancesOf, type Distance } from '../validation/attribution/distances.js';
import type { ScoreRow } from './dayBook.js';
import { storedGuardrailSteps } from './storedGuardrailSteps.js';
import { storedPenaltyParts } from './storedPenaltyParts.js';

/**
 * Returns the distances of a stored score, as `distancesOf` does.
 *
 * @param method the method that the score was made with; it has the thresholds
 * @param former the stock's scores before guardrails on the sessions that bands with hysteresis remember, the oldest first;
 * not read for other methods
 */
export function storedDistances(row: ScoreRow, method: Method, former: readonly Points[] = []): Distance[] {
  return distancesOf({
    ...{ mode: row.mode, method, weighted: row.weighted },
    ...{ beforeCap: row.penalty_before_cap, cap: row.penalty_cap },
    penalties: storedPenaltyParts(row, method),
    guardrails: storedGuardrailSteps(row, method),
    // On which side of the day a meeting is, is not stored.
    meetingSide: NaN,
    bandAt: bandAtOf(method, former),
  });
}
