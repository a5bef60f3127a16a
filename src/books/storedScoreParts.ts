import { weightsOf, type Method } from '../scoring/method.js';
import { scoreParts, type ScoreParts } from '../validation/attribution/scoreParts.js';
import type { ScoreRow } from './dayBook.js';

/**
 * Returns the parts of a stored score, which sum to its value.
 *
 * @param method the method that the score was made with; it has the weights
 */
export function storedScoreParts(row: ScoreRow, { parameters }: Method): ScoreParts {
  return scoreParts({
    pillars: { F: row.f, T: row.t, R: row.r, O: row.o, Q: row.q, S: row.s },
    weights: weightsOf(parameters, row.mode, row.sector),
    penalties: {
      LIQUIDITY: row.liquidity_points,
      PLEDGE: row.pledge_points,
      VOLATILITY: row.volatility_points,
      EVENT_WINDOW: row.event_points,
      GOVERNANCE: row.governance_points,
    },
    beforeCap: row.penalty_before_cap,
    penalty: row.penalty,
    beforeGuardrails: row.before_guardrails,
    value: row.value,
  });
}
